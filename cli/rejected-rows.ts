import { appendFile, rm } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import type { RejectedRow } from '@/lib/usage/import/run';

export interface RejectedRows {
  add(rows: RejectedRow[]): Promise<void>;
  written(): number;
}

/** A CSV of the rows not taken: row number, reason, then the row as it was. Written as they come. */
export async function openRejectedRows(path: string, append: boolean): Promise<RejectedRows> {
  if (!append) await rm(path, { force: true });
  let columns: string[] | null = null;
  let count = 0;
  let queue: Promise<void> = Promise.resolve();
  const write = async (rows: RejectedRow[]): Promise<void> => {
    const header = columns === null && !append;
    columns ??= Object.keys(rows[0]?.row ?? {});
    const names = columns;
    const records = rows.map((r) => [
      r.number,
      r.code,
      r.field,
      r.detail,
      ...names.map((name) => text(r.row[name])),
    ]);
    const lines = header ? [['_row', '_code', '_field', '_detail', ...names], ...records] : records;
    await appendFile(path, stringify(lines));
    count += rows.length;
  };
  return {
    add: (rows) => {
      queue = queue.then(() => write(rows));
      return queue;
    },
    written: () => count,
  };
}

const text = (value: unknown): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
