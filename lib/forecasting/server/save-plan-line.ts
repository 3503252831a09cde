import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { forecastPlanLines } from '@/db/schema';
import { idText } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { monthText } from '../../board/month';
import { planLineTerms } from '../plan';
import { authorOf, insertLine, lockLine } from './plan-rows';

/** Puts a workflow of a team into the plan, or changes its line. What it was stays on the audit log. */
export const savePlanLine = verb({
  name: 'savePlanLine',
  permission: 'forecast.plan',
  input: z.object({
    /** Null: a new line. */
    lineId: idText.nullable().default(null),
    teamId: idText,
    workflow: z.string().trim().min(1, 'Write the workflow.').max(200),
    startMonth: monthText,
    terms: planLineTerms,
  }),
  team: (_tx, { teamId }) => teamId,
  run: async ({ tx, ctx, input, audit }) => {
    const { lineId, teamId, workflow, terms } = input;
    const next = { teamId, workflow, startMonth: `${input.startMonth}-01`, terms };
    const before = lineId === null ? null : await lockLine(tx, ctx, lineId);
    const id = before?.id ?? (await insertLine(tx, ctx, next));
    if (before)
      await tx
        .update(forecastPlanLines)
        .set({ startMonth: next.startMonth, terms, updatedBy: authorOf(ctx), updatedAt: ctx.now })
        .where(eq(forecastPlanLines.id, before.id));
    await audit({
      action: 'plan_line.save',
      subject: { kind: 'plan_line', id: id.toString() },
      teamId: before?.teamId ?? teamId,
      before: before && { workflow: before.workflow, startMonth: before.startMonth, terms: before.terms },
      after: { workflow: before?.workflow ?? workflow, startMonth: next.startMonth, terms },
    });
    return { lineId: id.toString() };
  },
});
