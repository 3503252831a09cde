import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { closedMonths } from '@/db/schema';
import { reasonText, refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { firstDayOf, monthText } from '../month';
import { changeMonths } from './month-lock';

/** Opens a closed month again, with a reason that stays on the audit log. Nothing is re-priced by it. */
export const reopenMonth = verb({
  name: 'reopenMonth',
  permission: 'months.close',
  input: z.object({ month: monthText, reason: reasonText }),
  run: async ({ tx, ctx, input, audit }) => {
    await changeMonths(tx);
    const [opened] = await tx
      .update(closedMonths)
      .set({ reopenedAt: ctx.now, reopenedBy: ctx.actor.name, reopenReason: input.reason })
      .where(and(eq(closedMonths.month, firstDayOf(input.month)), isNull(closedMonths.reopenedAt)))
      .returning();
    if (!opened) throw refusal('conflict', 'month', 'month_open', 'This month is open already.');
    await audit({
      action: 'month.reopen',
      subject: { kind: 'month', id: input.month },
      before: { closedAt: opened.closedAt, closedBy: opened.closedBy },
      after: { month: input.month },
      reason: input.reason,
    });
    return { month: input.month };
  },
});
