import { rm } from 'node:fs/promises';
import { and, eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { imports } from '@/db/schema';
import { parseMapping } from '../import/mapping';
import { readRows } from '../import/read-rows';
import { emptySummary, type ImportSummary, type RejectedRow, runImport } from '../import/run';
import type { Recorder } from './recorder';
import { openUpload, uploadFormat, uploadPath } from './uploads';

const BATCH = 2000;
const CONCURRENCY = 2;
/** Rejected rows kept for download. */
const KEPT_REJECTIONS = 1000;

// On globalThis: the bundler gives pages and route handlers copies of this module.
const held = globalThis as typeof globalThis & { tollgateImports?: Set<string> };
held.tollgateImports ??= new Set();
const running = held.tollgateImports;

/** Whether this process is running the import now. */
export const isImporting = (id: string): boolean => running.has(id);

class Stopped extends Error {}

/**
 * Runs a registered import through the recorder and keeps its row up to date. Never throws: a failure is
 * kept on the row, in words. The file is removed once everything in it is settled.
 */
export async function runImportFile(options: {
  db: Db;
  recorder: Recorder;
  id: string;
  now: () => Date;
}): Promise<void> {
  const { db, id, now } = options;
  if (running.has(id)) return;
  running.add(id);
  const mine = and(eq(imports.id, id), eq(imports.state, 'running'));
  try {
    await importRows(options);
    await db.update(imports).set({ state: 'done', finishedAt: now() }).where(mine);
    await rm(uploadPath(id), { force: true });
  } catch (error) {
    if (error instanceof Stopped) return;
    const message = error instanceof Error ? error.message : String(error);
    await db.update(imports).set({ state: 'failed', error: message, finishedAt: now() }).where(mine);
  } finally {
    running.delete(id);
  }
}

async function importRows({ db, recorder, id }: Parameters<typeof runImportFile>[0]): Promise<void> {
  const [row] = await db.select().from(imports).where(eq(imports.id, id));
  if (!row) throw new Error('There is no such import.');
  if (row.state !== 'running') throw new Stopped();
  const mapping = parseMapping(row.mapping);
  const rejected = [...(row.rejectedRows as RejectedRow[])];
  let bytesRead = 0n;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of openUpload(id)) {
      bytesRead += BigInt(chunk.length);
      yield chunk;
    }
  }
  let stopped = false;
  let rejectedWritten = rejected.length;
  const save = async (summary: ImportSummary): Promise<void> => {
    const [still] = await db
      .update(imports)
      .set({
        bytesRead,
        rowsRead: BigInt(summary.settledRows),
        accepted: row.accepted + BigInt(summary.accepted),
        duplicates: row.duplicates + BigInt(summary.duplicates),
        unpriced: row.unpriced + BigInt(summary.unpriced),
        rejected: row.rejected + BigInt(summary.rejected),
        ...(rejected.length > rejectedWritten ? { rejectedRows: rejected } : {}),
      })
      .where(and(eq(imports.id, id), eq(imports.state, 'running')))
      .returning({ id: imports.id });
    rejectedWritten = rejected.length;
    stopped ||= !still;
  };
  const summary = await runImport({
    rows: readRows(counted(), {
      format: uploadFormat(row.fileName, mapping.format),
      delimiter: mapping.delimiter,
    }),
    mapping,
    batchSize: BATCH,
    concurrency: CONCURRENCY,
    skipRows: Number(row.rowsRead),
    send: (events) => recorder.record({ keyId: 'import', teamId: null }, { source: mapping.source, events }),
    onRejected: (rows) => {
      rejected.push(...rows.slice(0, Math.max(0, KEPT_REJECTIONS - rejected.length)));
    },
    onProgress: save,
    checkpoint: () => {
      if (stopped) throw new Stopped();
    },
  });
  await save(summary ?? emptySummary());
  if (stopped) throw new Stopped();
}
