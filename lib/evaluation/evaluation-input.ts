import { z } from 'zod';
import { displayName, idText, reasonText } from '../access/fields';
import { targetFault } from '../alerts/channel-target';
import { limitText } from '../budgets/budget-input';
import { csvColumnsInput } from './read-results';

const taskClass = z.string().trim().min(1, 'Choose a task class.').max(200);
const modelName = z.string().trim().min(1, 'Name a model.').max(200);
/** Null: the organisation's. */
const teamId = idText.nullable();
/** Characters, about bytes, of a file that is brought in. */
const fileText = z.string().min(1, 'The file is empty.').max(20_000_000, 'The file is too large; split it.');

export const addGoldenSetInput = z
  .object({
    teamId,
    name: displayName,
    taskClass,
    /** One JSON object a line: prompt, expected, grader. */
    text: fileText,
    kind: z.enum(['golden', 'sample']).default('golden'),
    /** Samples only: deleted after so many days, or the fewer that the team agreed to. */
    keepDays: z.int().min(1).max(90).default(30),
  })
  .refine(({ kind, teamId }) => kind === 'golden' || teamId !== null, {
    path: ['teamId'],
    message: 'Samples of traffic belong to the team that agreed to their use.',
  });

export const previewGoldenSetInput = z.object({
  text: fileText,
  kind: z.enum(['golden', 'sample']).default('golden'),
});

export const giveConsentInput = z.object({
  teamId: idText,
  keepDays: z.int().min(1).max(90),
  mostCases: z.int().min(1).max(5_000),
});

export const withdrawConsentInput = z.object({ teamId: idText, reason: reasonText });

export const goldenSetIdInput = z.object({ setId: idText });

export const previewResultsInput = z.object({
  format: z.enum(['promptfoo', 'csv']),
  columns: csvColumnsInput.prefault({}),
  text: fileText,
});

export const importEvaluationInput = z.object({
  teamId,
  name: displayName,
  taskClass,
  fileName: z.string().trim().max(200).default(''),
  format: z.enum(['promptfoo', 'csv']),
  columns: csvColumnsInput.prefault({}),
  text: fileText,
  /** When it was measured, ISO 8601 with an offset. Absent: now. */
  measuredAt: z.iso
    .datetime({ offset: true, message: 'Say when it was measured.' })
    .transform((text) => new Date(text))
    .optional(),
});

/** Where and how a worker asks. */
export const endpointInput = z.object({
  baseUrl: z
    .string()
    .trim()
    .max(500)
    .superRefine((text, context) => {
      const fault = targetFault('webhook', text) ?? beyondPath(text);
      if (fault) context.addIssue({ code: 'custom', message: fault });
    })
    .transform((text) => text.replace(/\/+$/, '')),
  /** Sealed while the run goes on, then deleted. '': the endpoint asks for none. */
  apiKey: z
    .string()
    .trim()
    .max(1_000)
    .regex(/^[\x21-\x7e]*$/, 'A key has no spaces or line breaks in it.')
    .default(''),
  concurrency: z.int().min(1).max(32).default(4),
  /** The most an answer may have. */
  maxOutputTokens: z.int().min(1).max(100_000).default(1_024),
});

/** Keys hide in queries; the address is shown to all who see the run. */
function beyondPath(text: string): string | null {
  const { search, hash } = new URL(text);
  return search || hash ? 'Leave out what follows the path, from ? or # on.' : null;
}

export const runIdInput = z.object({ runId: idText });

export const resumeEvaluationInput = z.object({
  runId: idText,
  endpoint: endpointInput,
  /** US dollars, above the cap so far; absent: as it is. */
  cap: limitText.optional(),
});

export const startEvaluationInput = z.object({
  setId: idText,
  provider: z.string().trim().min(1).max(200).nullable().default(null),
  model: modelName,
  judge: modelName.nullable().default(null),
  /** The team that pays for the calls. */
  payingTeamId: idText,
  /** US dollars: no call is made that could take the run above it. */
  cap: limitText,
  /** A worker runs it from there; absent: the command line does. */
  endpoint: endpointInput.optional(),
});

const share = z
  .string()
  .trim()
  .regex(/^0?\.\d{1,6}$/, 'Write a share between 0 and 1, like 0.05.')
  .transform(Number)
  .refine((value) => value > 0, 'Write a share above zero.');

export const compareRunsInput = z
  .object({ runId: idText, baselineRunId: idText, margin: share })
  .refine(({ runId, baselineRunId }) => runId !== baselineRunId, {
    path: ['baselineRunId'],
    message: 'Compare two different runs.',
  });

export const evidenceQueryInput = z.object({
  taskClass: taskClass.optional(),
  model: modelName.optional(),
  team: z.string().trim().max(200).optional(),
  asOf: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional(),
  maxAgeDays: z.int().min(1).max(3650).default(90),
});

export const evidenceIdInput = z.object({ evidenceId: idText });
