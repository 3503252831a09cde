import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { imports } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';

/** Stops a running import after the batches under way. What it recorded stays. */
export const cancelImport = verb({
  name: 'cancelImport',
  permission: 'usage.import',
  input: z.object({ importId: z.uuid() }),
  run: async ({ tx, ctx, input, audit }) => {
    const [row] = await tx
      .update(imports)
      .set({ state: 'cancelled', finishedAt: ctx.now })
      .where(and(eq(imports.id, input.importId), eq(imports.state, 'running')))
      .returning({ rowsRead: imports.rowsRead });
    if (!row) throw refusal('conflict', 'importId', 'not_running', 'This import is not running any more.');
    await audit({
      action: 'import.cancel',
      subject: { kind: 'import', id: input.importId },
      after: { rowsRead: row.rowsRead },
    });
  },
});
