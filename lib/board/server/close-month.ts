import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { closedMonths } from '@/db/schema';
import { reasonText, refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { TollgateError } from '../../errors';
import { addMonths, dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import { CHECKS, type Check, type CheckKey } from '../close';
import { firstDayOf, monthText } from '../month';
import { changeMonths } from './month-lock';
import { storeFreeze } from './store-freeze';
import { takeSnapshot } from './take-snapshot';

const input = z.object({
  month: monthText,
  /** The open checks that the closer has seen. */
  acknowledged: z.array(z.enum(CHECKS)).default([]),
  /** Why it closes all the same. */
  note: reasonText.nullable().default(null),
});

/**
 * Closes a calendar month that is over and freezes it as it is: from then on re-pricing leaves its charges alone and late
 * events become restatements. Refused while a check is open that nobody acknowledged with a note.
 */
export const closeMonth = verb({
  name: 'closeMonth',
  permission: 'months.close',
  input,
  run: async ({ tx, ctx, input: { month, acknowledged, note }, audit }) => {
    await tx.execute(sql`set local lock_timeout = '30s'`);
    await changeMonths(tx);
    const first = firstDayOf(month);
    if (addMonths(first, 1) > dayOf(ctx.now, await zoneOf(tx)))
      throw refusal('invalid', 'month', 'month_not_over', 'This month is not over yet.');
    const [closing] = await tx
      .insert(closedMonths)
      .values({ month: first, closedAt: ctx.now, closedBy: ctx.actor.name })
      .onConflictDoNothing()
      .returning({ id: closedMonths.id });
    if (!closing) throw refusal('conflict', 'month', 'month_closed', 'This month is closed already.');
    const snapshot = await takeSnapshot(ctx, month, (checks) => demandAnswers(checks, acknowledged, note));
    const open = snapshot.checks.filter(({ isOpen }) => isOpen).map(({ key }) => key);
    await storeFreeze(tx, { closingId: closing.id, month, snapshot, acknowledged: open, note });
    await audit({
      action: 'month.close',
      subject: { kind: 'month', id: month },
      after: { month, checks: snapshot.checks, acknowledged: open },
      ...(note !== null && { reason: note }),
    });
    return { month };
  },
});

/** All checks that are open must have been acknowledged, with a note. */
function demandAnswers(checks: readonly Check[], seen: readonly CheckKey[], note: string | null): void {
  const open = checks.filter(({ isOpen }) => isOpen).map(({ key }) => key);
  const unseen = open.filter((key) => !seen.includes(key));
  if (unseen.length > 0) {
    const message = 'Settle this, or acknowledge it.';
    const issues = unseen.map((key) => ({ path: `acknowledged.${key}`, code: 'check_open', message }));
    throw new TollgateError('conflict', `The month has open checks: ${unseen.join(', ')}.`, issues);
  }
  if (open.length > 0 && note === null)
    throw refusal('invalid', 'note', 'note_missing', 'Say why the month closes all the same.');
}
