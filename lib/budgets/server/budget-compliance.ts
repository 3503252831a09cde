import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { question } from '../../access/server/verb';
import { startOfMonth } from '../../time/days';
import { limitAt } from '../budget';
import type { BudgetCompliance, ComplianceMeasure } from '../budget-dto';
import { percentOf } from '../pace';
import { scopeKey } from '../scope-key';
import { sees } from './budget-tree';
import { userFigures, wholeFigures } from './counter-figures';
import { namesOf, teamOfScope } from './places';
import { budgetOf, loadReading } from './reading';

/**
 * The share of budgets whose every counter is within its limit in the present period, and of the workflows used this
 * month whose own budgets, or else their team's, all are. Workflows under neither are said, not counted.
 */
export const budgetCompliance = question({
  name: 'budgetCompliance',
  permission: 'budgets.read',
  input: z.object({}),
  run: async ({ db, ctx, scope }): Promise<BudgetCompliance> => {
    const reading = await loadReading(db, ctx.now);
    const { places } = reading;
    const visible = reading.rows
      .map((row) => budgetOf(reading, row))
      .filter((budget) => sees(scope, teamOfScope(budget.scope, places)));
    const whole = await wholeFigures(db, reading, visible);
    const withinAt = new Map<string, boolean>();
    const beyond: BudgetCompliance['beyond'] = [];
    for (const budget of visible) {
      const figures =
        budget.scope.kind === 'user'
          ? (await userFigures(db, reading, budget, 1)).top[0]
          : whole.get(budget.id);
      const [spent, limit] = [figures?.spent ?? 0n, limitAt(budget, ctx.now)];
      const place = scopeKey(budget.scope);
      withinAt.set(place, (withinAt.get(place) ?? true) && spent <= limit);
      if (spent <= limit) continue;
      beyond.push({
        ...{ id: budget.id.toString(), name: budget.name, names: namesOf(budget.scope, places) },
        percent: percentOf(spent, limit) ?? '0.0',
      });
    }
    const workflows = (await workflowsSince(db, startOfMonth(reading.today))).filter(({ teamId }) =>
      sees(scope, teamId),
    );
    const verdicts = workflows.map(
      (scopeOfWorkflow) =>
        withinAt.get(scopeKey({ kind: 'workflow', ...scopeOfWorkflow })) ??
        withinAt.get(scopeKey({ kind: 'team', teamId: scopeOfWorkflow.teamId })),
    );
    const within = verdicts.filter((verdict) => verdict === true).length;
    const uncounted = verdicts.filter((verdict) => verdict === undefined).length;
    return {
      asOf: ctx.now.toISOString(),
      budgets: measure(visible.length - beyond.length, visible.length, 0),
      workflows: measure(within, verdicts.length - uncounted, uncounted),
      beyond,
    };
  },
});

const measure = (within: number, counted: number, uncounted: number): ComplianceMeasure => ({
  percent: percentOf(BigInt(within), BigInt(counted)),
  ...{ within, counted, uncounted },
});

async function workflowsSince(db: Queryable, day: string): Promise<{ teamId: bigint; workflow: string }[]> {
  const rows = await db.execute<{ team: string; workflow: string }>(sql`
    select distinct a.team_id::text as team, a.workflow
    from usage_monthly u join attributions a on a.id = u.attribution_id
    where u.month >= ${day}::date and a.workflow is not null order by 1, 2`);
  return rows.map(({ team, workflow }) => ({ teamId: BigInt(team), workflow }));
}
