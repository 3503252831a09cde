import { z } from 'zod';

const port = (name: string, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, `${name} must be a port number, for example ${fallback}.`)
    .transform((text) => Number(text))
    .refine((value) => value > 0 && value < 65_536, `${name} must be between 1 and 65535.`)
    .default(fallback);

const address = (name: string, example: string, protocols: readonly string[]) =>
  z.string().refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    return url !== null && protocols.includes(url.protocol);
  }, `${name} must be an address such as ${example}.`);

const flag = (name: string) =>
  z.enum(['true', 'false'], { error: `${name} must be true or false.` }).transform((text) => text === 'true');

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** Every variable Tollgate reads; .env.example describes the same ones, which a test compares. */
export const environmentSchema = z
  .object({
    DATABASE_URL: address('DATABASE_URL', 'postgres://tollgate:secret@localhost:5432/tollgate', [
      'postgres:',
      'postgresql:',
    ]).optional(),
    TOLLGATE_DATA_DIR: z.string().default('.data'),
    TOLLGATE_SECRET: z
      .string()
      .min(32, 'TOLLGATE_SECRET must have 32 or more characters: try `openssl rand -base64 32`.')
      .optional(),
    TOLLGATE_DEMO: flag('TOLLGATE_DEMO').optional(),
    HOST: z.string().default('127.0.0.1'),
    PORT: port('PORT', 3000),
    NEXTAUTH_URL: address('NEXTAUTH_URL', 'https://tollgate.example.com', ['http:', 'https:']).optional(),
    METER_HOST: z.string().default('127.0.0.1'),
    METER_PORT: port('METER_PORT', 4318),
    OIDC_ISSUER: address('OIDC_ISSUER', 'https://login.example.com', ['https:', 'http:']).optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    SMTP_URL: address('SMTP_URL', 'smtp://user:secret@mail.example.com:587', ['smtp:', 'smtps:']).optional(),
    MAIL_FROM: z
      .string()
      .regex(
        /^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/,
        'MAIL_FROM must be an address such as Tollgate <tollgate@example.com>.',
      )
      .optional(),
    EVALUATION_PRIVATE_HOSTS: z
      .string()
      .regex(
        /^[a-zA-Z0-9.:, -]*$/,
        'EVALUATION_PRIVATE_HOSTS must be hosts such as 10.0.0.5, models.internal.',
      )
      .optional(),
    CHROMIUM_PATH: z.string().optional(),
    NEXT_DIST_DIR: z.string().default('.next'),
    LOG_LEVEL: z.enum(LEVELS, { error: `LOG_LEVEL must be one of ${LEVELS.join(', ')}.` }).default('info'),
  })
  .superRefine((env, context) => {
    const given = [env.OIDC_ISSUER, env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET].filter(Boolean).length;
    if (given !== 0 && given !== 3)
      context.addIssue({
        code: 'custom',
        path: ['OIDC_ISSUER'],
        message: 'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together: set all three, or none.',
      });
    if ((env.SMTP_URL === undefined) !== (env.MAIL_FROM === undefined))
      context.addIssue({
        code: 'custom',
        path: ['SMTP_URL'],
        message: 'SMTP_URL and MAIL_FROM go together: set both, or none.',
      });
    if (env.PORT === env.METER_PORT)
      context.addIssue({
        code: 'custom',
        path: ['METER_PORT'],
        message: 'PORT and METER_PORT must differ: the console and the meter are two servers.',
      });
  });

export type Environment = z.output<typeof environmentSchema>;

export class EnvironmentError extends Error {
  override name = 'EnvironmentError';
}

/** Reads the variables; an empty one counts as unset. Throws an EnvironmentError that names every fault. */
export function readEnvironment(source: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${issue.message}`);
  throw new EnvironmentError(`The settings need a change (see .env.example):\n${faults.join('\n')}`);
}
