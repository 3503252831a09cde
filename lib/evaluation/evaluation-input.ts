import { z } from 'zod';
import { displayName, idText } from '../access/fields';
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
    /** Samples only: the team agreed to their use, for so many days. */
    consent: z.boolean().default(false),
    keepDays: z.int().min(1).max(90).default(30),
  })
  .refine(({ kind, consent }) => kind === 'golden' || consent, {
    path: ['consent'],
    message: 'Samples of traffic need the consent of the team that owns it.',
  });

export const goldenSetIdInput = z.object({ setId: idText });

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

export const startEvaluationInput = z.object({
  setId: idText,
  provider: z.string().trim().min(1).max(200).nullable().default(null),
  model: modelName,
  judge: modelName.nullable().default(null),
  /** The team that pays for the calls. */
  payingTeamId: idText,
  /** US dollars: no call is made that could take the run above it. */
  cap: limitText,
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
