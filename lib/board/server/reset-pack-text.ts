import { z } from 'zod';
import { packTexts } from '@/db/schema';
import { localeName, refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { monthText } from '../month';
import { PACK_SECTIONS } from '../pack';
import { readEdit } from './pack-prose';

const input = z.object({ month: monthText, section: z.enum(PACK_SECTIONS), locale: localeName });

/** Takes a section back to what the figures say. What was written in its place stays on record. */
export const resetPackText = verb({
  name: 'resetPackText',
  permission: 'packs.issue',
  input,
  run: async ({ tx, ctx, input: place, audit }) => {
    const before = await readEdit(tx, place);
    if (before === null)
      throw refusal('conflict', 'section', 'not_edited', 'This section says what the figures say already.');
    await tx
      .insert(packTexts)
      .values({ ...place, sentences: null, editedBy: ctx.actor.name, editedAt: ctx.now });
    await audit({
      action: 'pack.reset',
      subject: { kind: 'pack_text', id: `${place.month} ${place.section} ${place.locale}` },
      before: { sentences: before },
      after: null,
    });
    return place;
  },
});
