import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { boardPacks, packFiles } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { CURRENCIES } from '../../money/currency';
import { monthText } from '../month';
import { nextVersion } from './next-version';
import { packOf, sha256 } from './pack-content';
import { editedProse, editsOf, readEdits, writtenProse } from './pack-prose';
import { readPackSchedule } from './pack-schedule-row';
import { queuePackMails } from './queue-pack-mails';
import { readBoard } from './read-board';
import { renderPackFiles } from './render-pack-files';

const input = z.object({ month: monthText, currency: z.enum(CURRENCIES) });

/**
 * Issues the pack of a month that is over: its figures and words as they are now, its files, and their digests, kept
 * for ever. What was issued before stays; this is the next version. The list is mailed the PDF, at once or on its day.
 */
export const issuePack = verb({
  name: 'issuePack',
  permission: 'packs.issue',
  input,
  run: async ({ tx, ctx, input: { month, currency }, audit }) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('board_packs'))`);
    const board = await readBoard(ctx, { month, currency });
    if (board.state === 'running')
      throw refusal('invalid', 'month', 'month_not_over', 'This month is not over yet.');
    const edits = await readEdits(tx, month);
    const pack = packOf({
      board,
      prose: editedProse(writtenProse(board), edits),
      version: await nextVersion(tx, month),
      edited: editsOf(edits),
      issuedBy: ctx.actor.name,
      now: ctx.now,
    });
    const { version, digest } = pack.meta;
    const files = (await renderPackFiles(pack)).map((file) => ({ ...file, digest: sha256(file.bytes) }));
    const [stored] = await tx
      .insert(boardPacks)
      .values({
        ...{ month, version, currency, content: pack, digest },
        ...{ issuedBy: ctx.actor.name, issuedAt: ctx.now },
      })
      .returning({ id: boardPacks.id });
    if (!stored) throw new Error('The pack was not stored.');
    if (files.length > 0)
      await tx.insert(packFiles).values(files.map((file) => ({ packId: stored.id, ...file })));
    if (!(await readPackSchedule(tx))) await queuePackMails(tx, stored.id, ctx.now);
    await audit({
      action: 'pack.issue',
      subject: { kind: 'pack', id: stored.id.toString() },
      after: {
        ...{ month, version, currency, digest, edited: pack.meta.edited },
        files: files.map(({ format, locale, digest: of }) => ({ format, locale, digest: of })),
      },
    });
    return { id: stored.id.toString(), month, version, digest };
  },
});
