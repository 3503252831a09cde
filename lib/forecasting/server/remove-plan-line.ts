import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { forecastPlanLines } from '@/db/schema';
import { idText } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { authorOf, lockLine } from './plan-rows';

/** Takes a line out of the plan. */
export const removePlanLine = verb({
  name: 'removePlanLine',
  permission: 'forecast.plan',
  input: z.object({ lineId: idText }),
  run: async ({ tx, ctx, input, audit }) => {
    const line = await lockLine(tx, ctx, input.lineId);
    await tx
      .update(forecastPlanLines)
      .set({ archivedAt: ctx.now, updatedBy: authorOf(ctx), updatedAt: ctx.now })
      .where(eq(forecastPlanLines.id, line.id));
    await audit({
      action: 'plan_line.remove',
      subject: { kind: 'plan_line', id: line.id.toString() },
      teamId: line.teamId,
      before: { workflow: line.workflow, startMonth: line.startMonth, terms: line.terms },
    });
    return { lineId: line.id.toString() };
  },
});
