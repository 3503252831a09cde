import { invalid } from '../errors';
import { type GoldenCase, goldenCaseInput } from './golden-case';
import { graderFault } from './grade';

export const MOST_CASES = 5_000;

export const LINE_PROBLEMS = [
  ...(['not_json', 'no_prompt', 'no_expected', 'unfit_expected', 'unknown_grader'] as const),
  ...(['bad_pattern', 'bad_schema', 'repeated', 'bad_line'] as const),
] as const;
export type LineProblemCode = (typeof LINE_PROBLEMS)[number];

/** What is wrong with a line, for a code to be said in the reader's language. */
export interface LineProblem {
  line: number;
  code: LineProblemCode;
  /** The grader, the line that is the same, or the words of who found it. */
  of: string;
  /** In English. */
  message: string;
}

export interface ReadLine {
  line: number;
  one: GoldenCase;
}

export interface ReadGoldenSet {
  cases: ReadLine[];
  problems: LineProblem[];
}

/** Reads a golden set, one JSON object a line, and names every line that is wrong. */
export function readGoldenSet(text: string): ReadGoldenSet {
  const read: ReadGoldenSet = { cases: [], problems: [] };
  const seen = new Map<string, number>();
  for (const [at, source] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (source.trim() === '') continue;
    const line = at + 1;
    const found = readLine(source, line);
    if ('code' in found) {
      read.problems.push(found);
      continue;
    }
    const key = found.one.id ?? JSON.stringify(found.one.prompt);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, line);
      read.cases.push(found);
    } else {
      const message = `This is line ${first} again: give each case its own id or prompt.`;
      read.problems.push({ line, code: 'repeated', of: String(first), message });
    }
  }
  return read;
}

function readLine(source: string, line: number): ReadLine | LineProblem {
  const raw = jsonOf(source);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return { line, code: 'not_json', of: '', message: 'This is not a JSON object: write one a line.' };
  const parsed = goldenCaseInput.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.join('.') ?? '';
    const message = `${path || 'line'}: ${issue?.message}`;
    return { line, code: problemAt(path, raw), of: graderOf(raw), message };
  }
  const fault = graderFault(parsed.data);
  if (!fault) return { line, one: parsed.data };
  const code = parsed.data.grader.kind === 'regex' ? 'bad_pattern' : 'bad_schema';
  return { line, code, of: fault, message: fault };
}

function problemAt(path: string, raw: object): LineProblemCode {
  if (path.startsWith('prompt')) return 'no_prompt';
  if (path.startsWith('grader')) return 'unknown_grader';
  if (path !== 'expected') return 'bad_line';
  return 'expected' in raw ? 'unfit_expected' : 'no_expected';
}

function graderOf(raw: object): string {
  const grader = 'grader' in raw ? raw.grader : 'exact';
  const name = typeof grader === 'object' && grader !== null && 'kind' in grader ? grader.kind : grader;
  return typeof name === 'string' ? name.slice(0, 40) : '';
}

/** Reads a golden set that has nothing wrong. Throws `invalid` that names the first line that is. */
export function parseGoldenSet(text: string): GoldenCase[] {
  const { cases, problems } = readGoldenSet(text);
  const [first] = problems;
  if (first) throw invalid(`Line ${first.line}: ${first.message}`);
  if (cases.length > MOST_CASES)
    throw invalid(`A golden set holds at most ${MOST_CASES} cases; split this one.`);
  if (cases.length === 0) throw invalid('There is no case in this file: write one JSON object a line.');
  return cases.map(({ one }) => one);
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
