import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { budgets } from '@/db/schema';
import { idText } from '../../access/fields';
import { question } from '../../access/server/verb';
import { notFound } from '../../errors';
import { parseMoney } from '../../money/money';
import { toInstants } from '../../time/period';
import type { Budget } from '../budget';
import type { DenialPage } from '../budget-dto';
import { dayText } from '../budget-input';
import { budgetPeriodOf } from '../budget-period';
import { TOKEN_UNIT } from '../budget-units';
import { ownText } from '../own-unit';
import { teamOfBudget } from './budget-terms';
import { budgetOf, loadReading } from './reading';

interface Row extends Record<string, unknown> {
  id: string;
  at: Date | string;
  team: string;
  workflow: string | null;
  feature: string | null;
  pseudonym: string | null;
  model: string | null;
  task_class: string;
  reason: string | null;
  cost: string | null;
  tokens: string;
  degraded: boolean;
}

/**
 * The calls a budget had refused in one of its periods, newest first: who by team, workflow and pseudonym, and why.
 * `day`: any day of the period, else the present one.
 */
export const budgetDenials = question({
  name: 'budgetDenials',
  permission: 'budgets.read',
  input: z.object({
    budgetId: idText,
    day: dayText.optional(),
    before: z
      .string()
      .regex(/^rsv_[\w-]{1,80}$/)
      .optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  team: (db, { budgetId }) => teamOfBudget(db, budgetId),
  run: async ({ db, ctx, input }): Promise<DenialPage> => {
    const [record] = await db.select().from(budgets).where(eq(budgets.id, input.budgetId));
    if (!record) throw notFound('There is no such budget.');
    const reading = await loadReading(db, ctx.now);
    const budget = budgetOf(reading, record);
    const { config, today, timeZone } = reading;
    const period = budgetPeriodOf(budget.period, input.day ?? today, config.fiscalYearStartMonth);
    const { from, to } = toInstants(period, timeZone);
    const within = sql`d.decision = 'deny' and d.budget_id = ${budget.id}
      and d.decided_at >= ${from.toISOString()}::timestamptz and d.decided_at < ${to.toISOString()}::timestamptz`;
    const [count] = await db.execute<{ total: string }>(
      sql`select count(*)::text as total from gate_decisions d where ${within}`,
    );
    const rows = await db.execute<Row>(sql`
      select d.id, d.decided_at as at, t.name as team, a.workflow, a.feature, u.pseudonym, m.name as model, d.task_class,
        d.reason, d.estimated_cost::text as cost, d.estimated_tokens::text as tokens, d.degraded
      from gate_decisions d
      join attributions a on a.id = d.attribution_id
      join teams t on t.id = a.team_id
      left join usage_users u on u.id = d.user_id
      left join models m on m.id = d.model_id
      where ${within} and ${input.before === undefined ? sql`true` : sql`d.id < ${input.before}`}
      order by d.id desc limit ${input.limit + 1}`);
    const page = rows.slice(0, input.limit);
    return {
      budgetId: budget.id.toString(),
      rows: page.map((row) => ({
        id: row.id,
        at: new Date(row.at).toISOString(),
        ...{ team: row.team, workflow: row.workflow, feature: row.feature, user: row.pseudonym },
        ...{ model: row.model, taskClass: row.task_class || null, reason: row.reason ?? '' },
        estimate: estimateOf(row, budget),
        degraded: row.degraded,
      })),
      total: count?.total ?? '0',
      next: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null,
    };
  },
});

function estimateOf({ cost, tokens }: Row, budget: Budget): string | null {
  if (budget.unit === 'tokens') return ownText(BigInt(tokens) * TOKEN_UNIT, budget);
  return cost === null ? null : ownText(parseMoney(cost), budget);
}
