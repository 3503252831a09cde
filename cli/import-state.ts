import { createHash } from 'node:crypto';
import { open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { conflict } from '@/lib/errors';

/** How far an interrupted import got. Removed when the import ends. */
export interface ImportState {
  path: string;
  /** Rows settled by the earlier run; 0 for a fresh one. */
  settledRows: number;
  save(settledRows: number): Promise<void>;
  remove(): Promise<void>;
}

const stored = z.object({ fingerprint: z.string(), settledRows: z.int().min(0) });

/** Identifies the file and everything that decides what its rows become. */
export async function fingerprintOf(file: string, parts: readonly unknown[]): Promise<string> {
  const { size } = await stat(file);
  const handle = await open(file);
  try {
    const head = Buffer.alloc(Math.min(size, 1 << 20));
    await handle.read(head, 0, head.length, 0);
    return createHash('sha256')
      .update(head)
      .update(JSON.stringify([size, ...parts]))
      .digest('hex');
  } finally {
    await handle.close();
  }
}

/** Opens the state beside the rejected rows. With `resume`, another file or mapping than before is refused. */
export async function openState(path: string, fingerprint: string, resume: boolean): Promise<ImportState> {
  const earlier = stored.safeParse(
    await readFile(path, 'utf8')
      .then(JSON.parse)
      .catch(() => null),
  );
  if (resume && earlier.success && earlier.data.fingerprint !== fingerprint)
    throw conflict(
      `${path} belongs to another file or mapping: nothing to resume. Leave --resume out to start again.`,
    );
  return {
    path,
    settledRows: resume && earlier.success ? earlier.data.settledRows : 0,
    save: (settledRows) => writeFile(path, `${JSON.stringify({ fingerprint, settledRows })}\n`),
    remove: () => rm(path, { force: true }),
  };
}
