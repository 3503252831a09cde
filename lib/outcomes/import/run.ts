import type { SourceRow } from '../../usage/import/read-rows';
import type { RejectedRow } from '../../usage/import/run';
import type { RecordOutcomesResult } from '../dto';
import { convertOutcomeRow, type ImportedOutcome } from './convert';
import type { OutcomeMapping } from './mapping';

/** rows = accepted + duplicates + skipped + rejected. */
export interface OutcomeImportSummary {
  rows: number;
  accepted: number;
  duplicates: number;
  /** Rows of no outcome. */
  skipped: number;
  rejected: number;
  rejectedByCode: Record<string, number>;
}

interface OutcomeImportJob {
  rows: AsyncIterable<SourceRow>;
  mapping: OutcomeMapping;
  send: (outcomes: ImportedOutcome[]) => Promise<RecordOutcomesResult>;
  batchSize: number;
  onRejected?: (rows: RejectedRow[]) => Promise<void> | void;
  onProgress?: (summary: OutcomeImportSummary) => void;
}

interface Item {
  source: SourceRow;
  outcome: ImportedOutcome;
}

/** Reads, converts and sends a file batch by batch. Safe to run again: what was taken counts once. */
export async function runOutcomeImport(job: OutcomeImportJob): Promise<OutcomeImportSummary> {
  const summary: OutcomeImportSummary = {
    ...{ rows: 0, accepted: 0, duplicates: 0, skipped: 0, rejected: 0 },
    rejectedByCode: {},
  };
  let batch: Item[] = [];
  for await (const source of job.rows) {
    summary.rows += 1;
    const made = source.problem
      ? { kind: 'rejected' as const, problem: source.problem }
      : convertOutcomeRow(source.row, source.number, job.mapping);
    if (made.kind === 'outcome') batch.push({ source, outcome: made.outcome });
    else if (made.kind === 'skipped') summary.skipped += 1;
    else await refuse(job, summary, [{ number: source.number, row: source.row, ...made.problem }]);
    if (batch.length < job.batchSize) continue;
    await settle(job, batch, summary);
    batch = [];
  }
  await settle(job, batch, summary);
  return summary;
}

async function settle(job: OutcomeImportJob, batch: Item[], summary: OutcomeImportSummary): Promise<void> {
  if (batch.length === 0) return;
  const result = await job.send(batch.map(({ outcome }) => outcome));
  summary.accepted += result.accepted;
  summary.duplicates += result.duplicates;
  const refused = result.rejected.flatMap(({ index, pointer, code, detail }) => {
    const source = batch[index]?.source;
    const field = pointer.replace(/^\/outcomes\/\d+\/?/, '').replaceAll('/', '.');
    return source ? [{ number: source.number, row: source.row, code, field, detail }] : [];
  });
  await refuse(job, summary, refused);
  job.onProgress?.(summary);
}

async function refuse(
  job: OutcomeImportJob,
  summary: OutcomeImportSummary,
  rows: RejectedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  summary.rejected += rows.length;
  for (const { code } of rows) summary.rejectedByCode[code] = (summary.rejectedByCode[code] ?? 0) + 1;
  await job.onRejected?.(rows);
}
