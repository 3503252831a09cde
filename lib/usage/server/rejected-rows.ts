import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { imports } from '@/db/schema';
import { refusal } from '../../access/fields';
import { question } from '../../access/server/verb';
import type { RejectedRow } from '../import/run';

/** The rows an import did not take, with their reasons: at most the first 1,000. */
export const rejectedRows = question({
  name: 'rejectedRows',
  permission: 'usage.import',
  input: z.object({ importId: z.uuid() }),
  run: async ({ db, input }): Promise<{ fileName: string; rows: RejectedRow[] }> => {
    const [row] = await db
      .select({ fileName: imports.fileName, rows: imports.rejectedRows })
      .from(imports)
      .where(eq(imports.id, input.importId));
    if (!row) throw refusal('not_found', 'importId', 'no_import', 'There is no such import.');
    return { fileName: row.fileName, rows: row.rows as RejectedRow[] };
  },
});
