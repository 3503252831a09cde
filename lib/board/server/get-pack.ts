import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { boardPacks } from '@/db/schema';
import { idText } from '../../access/fields';
import { question } from '../../access/server/verb';
import { notFound } from '../../errors';
import type { Pack } from '../pack';
import { isWhole } from './pack-content';

/** A pack as it was issued. One that no longer has its digest is a fault, and is not shown. */
export const getPack = question({
  name: 'getPack',
  permission: 'board.read',
  input: z.object({ packId: idText }),
  run: async ({ db, input: { packId } }): Promise<Pack> => {
    const [found] = await db
      .select({ content: boardPacks.content })
      .from(boardPacks)
      .where(eq(boardPacks.id, packId));
    if (!found) throw notFound('There is no such pack.');
    const pack = found.content as Pack;
    if (!isWhole(pack)) throw new Error(`Pack ${packId} is not what was issued.`);
    return pack;
  },
});
