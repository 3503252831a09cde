import { z } from 'zod';

const url = (name: string, protocol: RegExp) =>
  z.url({ protocol, error: `${name} is not an address of its kind: see .env.example.` });

/** What the meter reads when it runs as a program of its own; .env.example describes them. */
const schema = z
  .object({
    DATABASE_URL: z.url({
      protocol: /^postgres(ql)?$/,
      error: 'DATABASE_URL must be a postgres:// address.',
    }),
    TOLLGATE_SECRET: z.string().min(32, 'TOLLGATE_SECRET must have 32 or more characters.'),
    METER_HOST: z.string().default('127.0.0.1'),
    METER_PORT: z.coerce.number().int().min(0).max(65_535).default(4318),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
    // Read by the delivery of alerts.
    NEXTAUTH_URL: url('NEXTAUTH_URL', /^https?$/).optional(),
    SMTP_URL: url('SMTP_URL', /^smtps?$/).optional(),
    MAIL_FROM: z.string().optional(),
  })
  .refine((env) => (env.SMTP_URL === undefined) === (env.MAIL_FROM === undefined), {
    path: ['SMTP_URL'],
    error: 'SMTP_URL and MAIL_FROM go together: set both, or none.',
  });

export type MeterEnv = z.output<typeof schema>;

/** Throws an Error that names every fault. */
export function readMeterEnv(source: Record<string, string | undefined>): MeterEnv {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The meter cannot start:\n${faults.join('\n')}`);
}
