import { z } from 'zod';
import { closedMonths } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { addMonths, dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import { firstDayOf, monthText } from '../month';
import { changeMonths } from './month-lock';

/** Closes a calendar month that is over: from then on re-pricing leaves its charges alone. */
export const closeMonth = verb({
  name: 'closeMonth',
  permission: 'months.close',
  input: z.object({ month: monthText }),
  run: async ({ tx, ctx, input, audit }) => {
    await changeMonths(tx);
    const month = firstDayOf(input.month);
    if (addMonths(month, 1) > dayOf(ctx.now, await zoneOf(tx)))
      throw refusal('invalid', 'month', 'month_not_over', 'This month is not over yet.');
    const [closed] = await tx
      .insert(closedMonths)
      .values({ month, closedAt: ctx.now, closedBy: ctx.actor.name })
      .onConflictDoNothing()
      .returning({ id: closedMonths.id });
    if (!closed) throw refusal('conflict', 'month', 'month_closed', 'This month is closed already.');
    await audit({
      action: 'month.close',
      subject: { kind: 'month', id: input.month },
      after: { month: input.month },
    });
    return { month: input.month };
  },
});
