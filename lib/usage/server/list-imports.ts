import { desc, eq, getTableColumns } from 'drizzle-orm';
import { z } from 'zod';
import { imports } from '@/db/schema';
import { question } from '../../access/server/verb';
import type { ImportDto, ImportState } from '../import-dto';
import { isImporting } from './run-import';

/** The newest 50 imports with their progress; with `id` only that one. */
export const listImports = question({
  name: 'listImports',
  permission: 'usage.import',
  input: z.object({ id: z.uuid().optional() }),
  run: async ({ db, input }): Promise<ImportDto[]> => {
    const { rejectedRows: _, ...columns } = getTableColumns(imports);
    const rows = await db
      .select(columns)
      .from(imports)
      .where(input.id ? eq(imports.id, input.id) : undefined)
      .orderBy(desc(imports.startedAt))
      .limit(50);
    return rows.map((row) => ({
      id: row.id,
      fileName: row.fileName,
      source: row.source,
      mappingName: z.object({ name: z.string() }).catch({ name: '' }).parse(row.mapping).name,
      state: row.state === 'running' && !isImporting(row.id) ? 'interrupted' : (row.state as ImportState),
      percent: row.bytesTotal === 0n ? 100 : Number((row.bytesRead * 100n) / row.bytesTotal),
      rowsRead: row.rowsRead.toString(),
      accepted: row.accepted.toString(),
      duplicates: row.duplicates.toString(),
      unpriced: row.unpriced.toString(),
      rejected: row.rejected.toString(),
      error: row.error,
      createdBy: row.createdBy,
      startedAt: row.startedAt.toISOString(),
      finishedAt: row.finishedAt?.toISOString() ?? null,
    }));
  },
});
