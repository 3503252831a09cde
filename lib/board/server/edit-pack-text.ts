import { z } from 'zod';
import { packTexts } from '@/db/schema';
import { localeName } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { monthText } from '../month';
import { PACK_SECTIONS } from '../pack';
import { readEdit } from './pack-prose';

const sentence = z
  .string()
  .trim()
  .min(1, 'Write a sentence.')
  .max(600, 'Use at most 600 characters.')
  .regex(/^[^\p{Cc}]*$/u, 'Use plain text, a line for each sentence.');

const input = z.object({
  month: monthText,
  section: z.enum(PACK_SECTIONS),
  locale: localeName,
  /** A paragraph each. */
  sentences: z.array(sentence).min(1, 'Write at least one sentence.').max(6, 'Use at most six paragraphs.'),
});

/** Puts a person's words in the place of what the figures say, until a pack of the month is issued with them or they go back. */
export const editPackText = verb({
  name: 'editPackText',
  permission: 'packs.issue',
  input,
  run: async ({ tx, ctx, input: { sentences, ...place }, audit }) => {
    const before = await readEdit(tx, place);
    await tx.insert(packTexts).values({ ...place, sentences, editedBy: ctx.actor.name, editedAt: ctx.now });
    await audit({
      action: 'pack.edit',
      subject: { kind: 'pack_text', id: `${place.month} ${place.section} ${place.locale}` },
      before: before && { sentences: before },
      after: { sentences },
    });
    return place;
  },
});
