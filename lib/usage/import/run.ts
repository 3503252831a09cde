import type { Row } from './cell';
import { convertRow, type ImportedEvent } from './convert';
import type { Mapping } from './mapping';
import type { RowProblem } from './problem';
import type { SourceRow } from './read-rows';
import { TOKEN_CLASSES, type TokenCounts } from './tokens';

/** What recording a batch answers (POST /v1/usage, or the recorder itself). */
export interface SendResult {
  accepted: number;
  duplicates: number;
  unpriced: number;
  rejected: { index: number; code: string; pointer: string; detail: string }[];
  /** Dry run only: decimal USD. */
  effectiveCost?: string;
}

export interface RejectedRow extends RowProblem {
  number: number;
  row: Row;
}

/** Requests and tokens count the rows that became events, whether accepted now or earlier. */
export interface ImportSummary {
  /** Rows read, including those before a resume point. */
  rows: number;
  accepted: number;
  duplicates: number;
  unpriced: number;
  rejected: number;
  /** Rows of no requests: nothing to record. */
  skipped: number;
  requests: bigint;
  tokens: TokenCounts;
  rejectedByCode: Record<string, number>;
  effectiveCosts: string[];
  /** Every row up to this one is settled: where a resumed import continues. */
  settledRows: number;
}

export interface ImportJob {
  rows: AsyncIterable<SourceRow>;
  mapping: Mapping;
  send: (events: ImportedEvent[]) => Promise<SendResult>;
  batchSize: number;
  concurrency: number;
  /** Rows settled by an earlier run: read, but not sent. */
  skipRows?: number;
  onProgress?: (summary: ImportSummary) => Promise<void> | void;
  onRejected?: (rows: RejectedRow[]) => Promise<void> | void;
  /** Checked between batches; throws to stop. */
  checkpoint?: () => void;
}

export const emptySummary = (): ImportSummary => ({
  rows: 0,
  accepted: 0,
  duplicates: 0,
  unpriced: 0,
  rejected: 0,
  skipped: 0,
  requests: 0n,
  tokens: Object.fromEntries(TOKEN_CLASSES.map((name) => [name, 0n])) as TokenCounts,
  rejectedByCode: {},
  effectiveCosts: [],
  settledRows: 0,
});

interface Batch {
  lastRow: number;
  items: { source: SourceRow; event: ImportedEvent; requests: bigint; tokens: TokenCounts }[];
}

/**
 * Reads, converts and sends a file in batches, at most `concurrency` under way. A batch that fails stops the
 * import with its error once the others have settled; `settledRows` then says where to resume.
 */
export async function runImport(job: ImportJob): Promise<ImportSummary> {
  const summary = emptySummary();
  const ends: { lastRow: number; done: boolean }[] = [];
  const underway = new Set<Promise<void>>();
  let failure: unknown = null;
  const fail = (error: unknown): void => {
    failure ??= error;
  };

  const launch = (batch: Batch): void => {
    const end = { lastRow: batch.lastRow, done: false };
    ends.push(end);
    const task = settle(job, batch, summary)
      .then(async () => {
        end.done = true;
        while (ends[0]?.done) summary.settledRows = ends.shift()?.lastRow ?? summary.settledRows;
        await job.onProgress?.(summary);
      })
      .catch(fail)
      .finally(() => underway.delete(task));
    underway.add(task);
  };

  try {
    for await (const batch of batches(job, summary)) {
      job.checkpoint?.();
      if (failure) break;
      launch(batch);
      if (underway.size >= job.concurrency) await Promise.race(underway);
    }
  } catch (error) {
    fail(error);
  }
  await Promise.all(underway);
  if (failure) throw failure;
  return summary;
}

async function* batches(job: ImportJob, summary: ImportSummary): AsyncGenerator<Batch> {
  let batch: Batch = { lastRow: 0, items: [] };
  let rejected: RejectedRow[] = [];
  let rowsInBatch = 0;
  const flush = async (): Promise<Batch> => {
    if (rejected.length > 0) await refuse(job, summary, rejected);
    rejected = [];
    rowsInBatch = 0;
    const full = batch;
    batch = { lastRow: full.lastRow, items: [] };
    return full;
  };
  for await (const source of job.rows) {
    summary.rows += 1;
    if (source.number <= (job.skipRows ?? 0)) {
      summary.settledRows = source.number;
      continue;
    }
    batch.lastRow = source.number;
    rowsInBatch += 1;
    const made = source.problem
      ? { kind: 'rejected' as const, problem: source.problem }
      : convertRow(source.row, source.number, job.mapping);
    if (made.kind === 'event') batch.items.push({ source, ...made });
    else if (made.kind === 'skipped') summary.skipped += 1;
    else rejected.push({ number: source.number, row: source.row, ...made.problem });
    if (rowsInBatch >= job.batchSize) yield await flush();
  }
  if (rowsInBatch > 0) yield await flush();
}

async function settle(job: ImportJob, batch: Batch, summary: ImportSummary): Promise<void> {
  if (batch.items.length === 0) return;
  const result = await job.send(batch.items.map((item) => item.event));
  const refused = new Map(result.rejected.map((entry) => [entry.index, entry]));
  const rows: RejectedRow[] = [];
  batch.items.forEach((item, index) => {
    const entry = refused.get(index);
    if (entry) {
      const field = entry.pointer.replace(/^\/events\/\d+\/?/, '').replaceAll('/', '.');
      rows.push({ ...item.source, code: entry.code, field, detail: entry.detail });
      return;
    }
    summary.requests += item.requests;
    for (const name of TOKEN_CLASSES) summary.tokens[name] += item.tokens[name];
  });
  summary.accepted += result.accepted;
  summary.duplicates += result.duplicates;
  summary.unpriced += result.unpriced;
  if (result.effectiveCost) summary.effectiveCosts.push(result.effectiveCost);
  if (rows.length > 0) await refuse(job, summary, rows);
}

async function refuse(job: ImportJob, summary: ImportSummary, rows: RejectedRow[]): Promise<void> {
  summary.rejected += rows.length;
  for (const { code } of rows) summary.rejectedByCode[code] = (summary.rejectedByCode[code] ?? 0) + 1;
  await job.onRejected?.(rows);
}
