import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { invoices } from '@/db/schema';
import { idText, reasonText, refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { moneyToString } from '../../money/money';
import { monthOfDay } from '../month';
import { closedMonthSet, keepMonths } from './month-lock';

/** Takes an invoice out of the count, with a reason; it stays on the list. Not of a closed month. */
export const withdrawInvoice = verb({
  name: 'withdrawInvoice',
  permission: 'invoices.edit',
  input: z.object({ id: idText, reason: reasonText }),
  run: async ({ tx, ctx, input: { id, reason }, audit }) => {
    await keepMonths(tx);
    const [withdrawn] = await tx
      .update(invoices)
      .set({ withdrawnAt: ctx.now, withdrawnBy: ctx.actor.name, withdrawReason: reason })
      .where(and(eq(invoices.id, id), isNull(invoices.withdrawnAt)))
      .returning();
    if (!withdrawn) throw refusal('not_found', 'id', 'not_found', 'There is no such invoice any more.');
    const month = monthOfDay(withdrawn.month);
    if ((await closedMonthSet(tx)).has(month))
      throw refusal('conflict', 'id', 'month_closed', 'Its month is closed.');
    await audit({
      action: 'invoice.withdraw',
      subject: { kind: 'invoice', id: id.toString() },
      before: {
        month,
        reference: withdrawn.reference,
        amount: moneyToString(withdrawn.amount),
        currency: withdrawn.currency,
      },
      reason,
    });
    return { id: id.toString() };
  },
});
