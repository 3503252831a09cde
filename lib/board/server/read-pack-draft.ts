import { z } from 'zod';
import { question } from '../../access/server/verb';
import { CURRENCIES } from '../../money/currency';
import { monthText } from '../month';
import type { PackDraft } from '../pack-dto';
import { nextVersion } from './next-version';
import { editedProse, editsOf, readEdits, writtenProse } from './pack-prose';
import { readBoard } from './read-board';

const input = z.object({
  /** Null: the last month that is over. */
  month: monthText.nullable().default(null),
  currency: z.enum(CURRENCIES),
});

/** The pack of a month as it would go out now: its figures, what they say, and who changed which words. */
export const readPackDraft = question({
  name: 'readPackDraft',
  permission: 'packs.issue',
  input,
  run: async ({ db, ctx, input }): Promise<PackDraft> => {
    const board = await readBoard(ctx, input);
    const written = writtenProse(board);
    const edits = await readEdits(db, board.month);
    return {
      board,
      written,
      prose: editedProse(written, edits),
      edited: editsOf(edits),
      nextVersion: await nextVersion(db, board.month),
    };
  },
});
