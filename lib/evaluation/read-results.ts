import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { invalid } from '../errors';
import { type Money, parseMoney } from '../money/money';

/** One answer measured elsewhere. `score` 0 to 1, exact to six decimals. */
export interface ReadResult {
  row: number;
  prompt: string;
  model: string;
  score: number;
  inputTokens: bigint | null;
  outputTokens: bigint | null;
  /** US dollars; null: the file does not say. */
  cost: Money | null;
}

export interface LeftOut {
  row: number;
  code: 'no_prompt' | 'no_model' | 'no_score' | 'score_out_of_range' | 'bad_cost' | 'bad_tokens' | 'repeated';
  detail: string;
}

export interface ReadResults {
  results: ReadResult[];
  leftOut: LeftOut[];
}

/** Which columns of a CSV hold what, and the score of a right answer (100 where they are per cents). */
export const csvColumnsInput = z.object({
  prompt: z.string().min(1).default('prompt'),
  model: z.string().min(1).default('model'),
  score: z.string().min(1).default('score'),
  inputTokens: z.string().min(1).default('input_tokens'),
  outputTokens: z.string().min(1).default('output_tokens'),
  cost: z.string().min(1).default('cost'),
  scale: z.number().positive().max(1_000_000).default(1),
});
export type CsvColumns = z.output<typeof csvColumnsInput>;

export const MOST_RESULTS = 50_000;

/** Reads a CSV with a header. Throws `invalid` where a needed column is missing; a bad row is left out and named. */
export function readCsvResults(text: string, columns: CsvColumns): ReadResults {
  const rows = csvRows(text);
  const header = new Set(Object.keys(rows[0] ?? {}));
  for (const name of [columns.prompt, columns.model, columns.score])
    if (!header.has(name))
      throw invalid(`There is no column "${name}"; the file has ${[...header].join(', ')}.`);
  return collect(
    rows.map((row) => ({
      prompt: row[columns.prompt] ?? '',
      model: row[columns.model] ?? '',
      score: numberOf(row[columns.score], columns.scale),
      inputTokens: row[columns.inputTokens] ?? '',
      // One column of tokens for both counts as input: how they divide is not known.
      outputTokens: row[columns.outputTokens] ?? '',
      cost: row[columns.cost] ?? '',
    })),
  );
}

/** The columns of a CSV; none where it cannot be read. */
export function columnsOf(text: string): string[] {
  try {
    const [header = []] = parse(text, {
      bom: true,
      to_line: 1,
      trim: true,
      relax_quotes: true,
    }) as string[][];
    return header;
  } catch {
    return [];
  }
}

function csvRows(text: string): Record<string, string>[] {
  try {
    const rows = parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true }) as Record<
      string,
      string
    >[];
    if (rows.length > MOST_RESULTS)
      throw invalid(`A file holds at most ${MOST_RESULTS} results; split this one.`);
    if (rows.length === 0) throw invalid('There is no row in this file.');
    return rows;
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('Csv'))
      throw invalid(`This is not a CSV: ${error.message}`);
    throw error;
  }
}

const promptfooResult = z.object({
  promptIdx: z.number().int().optional(),
  testIdx: z.number().int().optional(),
  vars: z.record(z.string(), z.unknown()).optional(),
  prompt: z
    .union([z.string(), z.object({ raw: z.string().optional(), label: z.string().optional() })])
    .optional(),
  provider: z.union([z.string(), z.object({ id: z.string(), label: z.string().nullish() })]),
  score: z.number().nullish(),
  success: z.boolean().nullish(),
  cost: z.number().nullish(),
  response: z
    .object({
      tokenUsage: z.object({ prompt: z.number().nullish(), completion: z.number().nullish() }).nullish(),
    })
    .nullish(),
});
const promptfooFile = z.union([
  z.object({ results: z.object({ results: z.array(promptfooResult).max(MOST_RESULTS) }) }),
  z.object({ results: z.array(promptfooResult).max(MOST_RESULTS) }),
]);

/** Reads what `promptfoo eval -o results.json` writes (versions 2 and 3 of its results). Throws `invalid`. */
export function readPromptfooResults(text: string): ReadResults {
  const parsed = promptfooFile.safeParse(jsonOf(text));
  if (!parsed.success)
    throw invalid('This is not a promptfoo result file: write one with promptfoo eval -o results.json.');
  const { results } = parsed.data;
  return collect(
    (Array.isArray(results) ? results : results.results).map((result) => ({
      prompt: promptOf(result),
      model: modelOf(typeof result.provider === 'string' ? result.provider : result.provider.id),
      score: result.score ?? (result.success === true ? 1 : result.success === false ? 0 : null),
      inputTokens: textOf(result.response?.tokenUsage?.prompt),
      outputTokens: textOf(result.response?.tokenUsage?.completion),
      cost: textOf(result.cost),
    })),
  );
}

/** A test of a file is one case for each prompt it was asked with. */
function promptOf({ promptIdx, testIdx, vars, prompt }: z.output<typeof promptfooResult>): string {
  if (testIdx !== undefined) return `test ${testIdx + 1}, prompt ${(promptIdx ?? 0) + 1}`;
  const raw = typeof prompt === 'string' ? prompt : (prompt?.raw ?? prompt?.label ?? '');
  return vars && Object.keys(vars).length > 0 ? `${raw} ${JSON.stringify(vars)}` : raw;
}

/** `openai:chat:gpt-5-mini` is gpt-5-mini; the provider stays where the name has one of its own. */
const modelOf = (id: string): string => id.split(':').at(-1) ?? id;
const textOf = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('This is not JSON.');
  }
}

interface Raw {
  prompt: string;
  model: string;
  score: number | null;
  inputTokens: string;
  outputTokens: string;
  cost: string;
}

function collect(raws: readonly Raw[]): ReadResults {
  const results: ReadResult[] = [];
  const leftOut: LeftOut[] = [];
  const seen = new Set<string>();
  for (const [at, raw] of raws.entries()) {
    const row = at + 1;
    const read = readRow(raw, row);
    const key = `${raw.model}\n${raw.prompt}`;
    if ('code' in read) leftOut.push(read);
    else if (seen.has(key))
      leftOut.push({ row, code: 'repeated', detail: `${raw.model} has a result for this prompt above.` });
    else {
      seen.add(key);
      results.push(read);
    }
  }
  return { results, leftOut };
}

function readRow(
  { prompt, model, score, inputTokens, outputTokens, cost }: Raw,
  row: number,
): ReadResult | LeftOut {
  if (prompt === '') return { row, code: 'no_prompt', detail: 'The row names no prompt.' };
  if (model === '') return { row, code: 'no_model', detail: 'The row names no model.' };
  if (score === null) return { row, code: 'no_score', detail: 'The row has no score.' };
  if (!(score >= 0 && score <= 1))
    return {
      row,
      code: 'score_out_of_range',
      detail: `The score ${score} is not from 0 to 1; say what a right answer scores.`,
    };
  const tokens = [inputTokens, outputTokens].map(countOf);
  if (tokens.includes(undefined))
    return { row, code: 'bad_tokens', detail: 'The tokens are not a whole number.' };
  const amount = amountOf(cost);
  if (amount === undefined)
    return { row, code: 'bad_cost', detail: `"${cost.slice(0, 40)}" is not an amount of US dollars.` };
  const rounded = Math.round(score * 1e6) / 1e6;
  return {
    row,
    prompt,
    model,
    score: rounded,
    inputTokens: tokens[0] ?? null,
    outputTokens: tokens[1] ?? null,
    cost: amount,
  };
}

function numberOf(text: string | undefined, scale: number): number | null {
  return text !== undefined && /^-?\d{1,9}(\.\d{1,20})?$/.test(text) ? Number(text) / scale : null;
}

const countOf = (text: string): bigint | null | undefined =>
  text === '' ? null : /^\d{1,12}(\.0+)?$/.test(text) ? BigInt(text.split('.')[0] ?? '0') : undefined;

/** A decimal, with an exponent or not; digits beyond 10⁻¹² are cut off. Undefined: not an amount. */
function amountOf(text: string): Money | null | undefined {
  if (text === '') return null;
  const match = /^\$?(\d{1,15})(?:\.(\d{1,30}))?(?:e([+-]?\d{1,2}))?$/i.exec(text);
  if (!match) return undefined;
  const [, whole = '0', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  const digits = `${'0'.repeat(100)}${whole}${fraction}${'0'.repeat(100)}`;
  const point = 100 + whole.length + shift;
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  return before.length > 20 ? undefined : parseMoney(`${before}.${digits.slice(point, point + 12)}`);
}
