import { z } from 'zod';
import { imports } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { mappingSchema, parseMapping } from '../import/mapping';
import { uploadId, uploadName, uploadSize } from './uploads';

/** Registers the import of an uploaded file; the caller then runs it in the background. */
export const startImport = verb({
  name: 'startImport',
  permission: 'usage.import',
  input: z.object({ uploadId, fileName: uploadName, mapping: mappingSchema }),
  run: async ({ tx, ctx, input, audit }) => {
    const mapping = parseMapping(input.mapping);
    const [row] = await tx
      .insert(imports)
      .values({
        id: input.uploadId,
        fileName: input.fileName,
        source: mapping.source,
        mapping,
        state: 'running',
        bytesTotal: BigInt(await uploadSize(input.uploadId)),
        bytesRead: 0n,
        rowsRead: 0n,
        accepted: 0n,
        duplicates: 0n,
        unpriced: 0n,
        rejected: 0n,
        createdBy: ctx.actor.name,
        startedAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ id: imports.id });
    if (!row)
      throw refusal('conflict', 'uploadId', 'already_started', 'This file is being imported already.');
    await audit({
      action: 'import.start',
      subject: { kind: 'import', id: row.id },
      after: { fileName: input.fileName, source: mapping.source, mapping: mapping.name },
    });
    return { importId: row.id };
  },
});
