import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { imports } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { isImporting } from './run-import';
import { uploadSize } from './uploads';

/** Makes a stopped import ready to run on from the last row it settled. */
export const resumeImport = verb({
  name: 'resumeImport',
  permission: 'usage.import',
  input: z.object({ importId: z.uuid() }),
  run: async ({ tx, input, audit }) => {
    const [row] = await tx.select().from(imports).where(eq(imports.id, input.importId)).for('update');
    if (!row) throw refusal('not_found', 'importId', 'no_import', 'There is no such import.');
    if (row.state === 'done' || isImporting(row.id))
      throw refusal('conflict', 'importId', 'not_stopped', 'This import is not stopped.');
    await uploadSize(row.id);
    await tx
      .update(imports)
      .set({ state: 'running', error: null, finishedAt: null })
      .where(eq(imports.id, row.id));
    await audit({
      action: 'import.resume',
      subject: { kind: 'import', id: row.id },
      before: { state: row.state, rowsRead: row.rowsRead },
    });
    return { importId: row.id };
  },
});
