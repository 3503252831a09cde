import { z } from 'zod';

const message = z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string().max(200_000) });
const NAMES = ['exact', 'contains', 'regex', 'json_schema', 'numeric', 'rubric'] as const;

const graderInput = z.union([
  z.enum(NAMES).transform((kind) => ({ kind, ignoreCase: false, tolerance: 0, relative: 0 })),
  z.object({
    kind: z.enum(NAMES),
    /** exact, contains and regex. */
    ignoreCase: z.boolean().default(false),
    /** numeric: how far off an answer may be, and how far as a share of what is expected; either will do. */
    tolerance: z.number().min(0).default(0),
    relative: z.number().min(0).max(1).default(0),
  }),
]);
export type Grader = z.output<typeof graderInput>;

/** One line of a golden set: a prompt, what a right answer is, and how an answer is compared with it. */
export const goldenCaseInput = z
  .object({
    id: z.string().trim().min(1).max(200).optional(),
    prompt: z.union([z.string().min(1).max(200_000), z.array(message).min(1).max(100)]),
    /** Text for exact; a text or a list for contains; a pattern; a JSON schema; a number; what a judge looks at. */
    expected: z.unknown(),
    grader: graderInput.default({ kind: 'exact', ignoreCase: false, tolerance: 0, relative: 0 }),
  })
  .superRefine(({ expected, grader }, context) => {
    const fits = {
      exact: typeof expected === 'string',
      contains: typeof expected === 'string' || isTextList(expected),
      regex: typeof expected === 'string',
      json_schema: typeof expected === 'object' && expected !== null && !Array.isArray(expected),
      numeric: typeof expected === 'number' && Number.isFinite(expected),
      rubric: typeof expected === 'string' && expected.trim() !== '',
    }[grader.kind];
    if (!fits)
      context.addIssue({
        code: 'custom',
        path: ['expected'],
        message: `This does not fit the grader ${grader.kind}.`,
      });
  });
export type GoldenCase = z.output<typeof goldenCaseInput>;

const isTextList = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
