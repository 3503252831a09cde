import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { boardPacks, packFiles } from '@/db/schema';
import { idText, localeName } from '../../access/fields';
import { question } from '../../access/server/verb';
import { notFound } from '../../errors';
import { PACK_FORMATS, type Pack } from '../pack';
import { PACK_TYPES, packFileName } from '../pack-dto';
import { isWhole, sha256 } from './pack-content';

const input = z.object({ packId: idText, format: z.enum(PACK_FORMATS), locale: localeName });

/** A file of an issued pack, as it was made then. One that no longer has its digest is a fault, and is not handed out. */
export const getPackFile = question({
  name: 'getPackFile',
  permission: 'board.read',
  input,
  run: async ({ db, input: { packId, format, locale } }) => {
    const [found] = await db
      .select({
        ...{ month: boardPacks.month, version: boardPacks.version, content: boardPacks.content },
        ...{ bytes: packFiles.bytes, digest: packFiles.digest },
      })
      .from(packFiles)
      .innerJoin(boardPacks, eq(boardPacks.id, packFiles.packId))
      .where(and(eq(packFiles.packId, packId), eq(packFiles.format, format), eq(packFiles.locale, locale)));
    if (!found) throw notFound('There is no such file.');
    const { month, version, content, bytes, digest } = found;
    if (sha256(bytes) !== digest || !isWhole(content as Pack))
      throw new Error(`Pack ${packId}, ${format} ${locale}: it is not what was issued.`);
    return { name: packFileName(month, version, locale, format), type: PACK_TYPES[format], bytes, digest };
  },
});
