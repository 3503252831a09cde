import { z } from 'zod';
import { invalid } from '../errors';

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

export const MOST_CASES = 5_000;

/** Reads a golden set, one JSON object a line. Throws `invalid` that names the first line that is wrong. */
export function parseGoldenSet(text: string): GoldenCase[] {
  const cases: GoldenCase[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const raw = jsonOf(line);
    if (raw === undefined) throw invalid(`Line ${at + 1} is not JSON: write one object a line.`);
    const parsed = goldenCaseInput.safeParse(raw);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw invalid(`Line ${at + 1}, ${issue?.path.join('.') || 'line'}: ${issue?.message}`);
    }
    cases.push(parsed.data);
    if (cases.length > MOST_CASES)
      throw invalid(`A golden set holds at most ${MOST_CASES} cases; split this one.`);
  }
  if (cases.length === 0) throw invalid('There is no case in this file: write one JSON object a line.');
  return cases;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
