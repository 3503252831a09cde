import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';

/** Where the data sets are: TOLLGATE_DATASETS, else ../shared/datasets beside the repository. Null: not here. */
export function datasetsDirectory(): string | null {
  const directory =
    process.env.TOLLGATE_DATASETS ?? path.resolve(import.meta.dirname, '../../../shared/datasets');
  return existsSync(directory) ? directory : null;
}

export interface Sums {
  rows: number;
  requests: number;
  input: number;
  cache_read: number;
  output: number;
  reasoning: number;
}

export interface DataSet {
  file: string;
  mapping: string;
  source: string;
  /** Rows that must be refused or skipped, also counted from the file. */
  leftOut: (cells: Cells) => 'rejected' | 'skipped' | null;
  add: (sums: Sums, cells: Cells) => void;
}

type Cells = Record<string, string>;
const whole = (text: string | undefined): number => Number.parseInt(text || '0', 10);
const azure = (name: 'code' | 'conv'): DataSet => ({
  file: `azure-llm-2023/AzureLLMInferenceTrace_${name}.csv`,
  mapping: `azure-llm-2023-${name}`,
  source: `azure-llm-2023-${name}`,
  leftOut: () => null,
  add: (sums, cells) => {
    sums.requests += 1;
    sums.input += whole(cells.ContextTokens);
    sums.output += whole(cells.GeneratedTokens);
  },
});

export const DATA_SETS: readonly DataSet[] = [
  {
    file: 'ljoukov-agent-steps/steps.csv',
    mapping: 'ljoukov-agent-steps',
    source: 'ljoukov-agent-steps',
    leftOut: () => null,
    add: (sums, cells) => {
      sums.requests += 1;
      sums.input += whole(cells.prompt_tokens) - whole(cells.cached_tokens);
      sums.cache_read += whole(cells.cached_tokens);
      sums.output += whole(cells.response_tokens);
      sums.reasoning += whole(cells.thinking_tokens);
    },
  },
  azure('code'),
  azure('conv'),
  {
    file: 'servegen/hourly_by_client.csv',
    mapping: 'servegen',
    source: 'servegen',
    leftOut: (cells) => {
      if (cells.input_tokens === '' || cells.output_tokens === '') return 'rejected';
      return cells.requests === '0.0' ? 'skipped' : null;
    },
    add: (sums, cells) => {
      sums.requests += whole(cells.requests);
      sums.input += whole(cells.input_tokens);
      sums.output += whole(cells.output_tokens);
    },
  },
];

export const noSums = (): Sums => ({
  rows: 0,
  requests: 0,
  input: 0,
  cache_read: 0,
  output: 0,
  reasoning: 0,
});

/** Sums taken straight from the file: plain line and comma splitting, nothing shared with the importer. */
export function fileSums(directory: string, set: DataSet) {
  const lines = readFileSync(path.join(directory, set.file), 'utf8').trim().split(/\r?\n/);
  const header = (lines.shift() ?? '').split(',');
  const sums = noSums();
  const leftOut = { rejected: 0, skipped: 0 };
  for (const line of lines) {
    const texts = line.split(',');
    const cells = Object.fromEntries(header.map((name, index) => [name, texts[index] ?? '']));
    const reason = set.leftOut(cells);
    if (reason) {
      leftOut[reason] += 1;
      continue;
    }
    sums.rows += 1;
    set.add(sums, cells);
  }
  return { allRows: lines.length, sums, leftOut };
}

/** The same from the ledger: events of one source, or every row of a rollup. */
export async function databaseSums(
  db: Db,
  from: { source: string } | { rollup: 'usage_hourly' | 'usage_daily' },
) {
  const events = 'source' in from;
  const [row] = await db.execute<Record<keyof Sums, string | null>>(sql`
    select ${events ? sql`count(*)` : sql`sum(events)`}::text as rows, sum(requests)::text as requests,
      sum(input_tokens)::text as input, sum(cache_read_tokens)::text as cache_read,
      sum(output_tokens)::text as output, sum(reasoning_tokens)::text as reasoning
    from ${sql.identifier(events ? 'usage_events' : from.rollup)}
    ${events ? sql`where source_id = (select id from sources where key = ${from.source})` : sql``}`);
  const sums = noSums();
  for (const name of Object.keys(sums) as (keyof Sums)[]) sums[name] = Number(row?.[name] ?? 0);
  return sums;
}

export interface ImportRun {
  exitCode: number;
  output: string;
  /** Figures of the printed summary by label, e.g. `accepted`. */
  figure: (label: string) => number;
}

/** Runs `tollgate import usage` (or outcomes) as a person would, in a directory of its own. */
export function importByCommand(options: {
  file: string;
  mapping: string;
  meter: string;
  key: string;
  cwd: string;
  what?: 'usage' | 'outcomes';
  more?: string[];
}): Promise<ImportRun> {
  const what = options.what ?? 'usage';
  const bin = path.resolve(import.meta.dirname, '../../cli/bin.mjs');
  const args = [bin, 'import', what, options.file, '--map', options.mapping, '--meter', options.meter];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args, ...(options.more ?? [])], {
      cwd: options.cwd,
      env: { ...process.env, TOLLGATE_API_KEY: options.key },
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        exitCode: code ?? 1,
        output,
        figure: (label) =>
          Number(
            (
              output.match(new RegExp(`^\\s*${label.replace(/[()]/g, '\\$&')}\\s+([\\d,]+)$`, 'm'))?.[1] ??
              'NaN'
            ).replaceAll(',', ''),
          ),
      }),
    );
  });
}
