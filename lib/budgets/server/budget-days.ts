import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { budgets, usageUsers } from '@/db/schema';
import { idText } from '../../access/fields';
import { question } from '../../access/server/verb';
import { notFound } from '../../errors';
import { type Budget, limitAt } from '../budget';
import type { BudgetDays } from '../budget-dto';
import { dayText } from '../budget-input';
import { budgetPeriodOf } from '../budget-period';
import { burnDown } from '../burn-down';
import { amountText, ownText } from '../own-unit';
import { teamOfBudget } from './budget-terms';
import { budgetOf, loadReading, type Reading, raiseOf } from './reading';
import { sumUsage } from './usage-sums';

/**
 * What a budget's usage came to on each day of a period, from the rollups. `day`: any day of the period, else the
 * present one. `subjectId`: the user of a per-user budget to show.
 */
export const budgetDays = question({
  name: 'budgetDays',
  permission: 'budgets.read',
  input: z.object({ budgetId: idText, day: dayText.optional(), subjectId: idText.optional() }),
  team: (db, { budgetId }) => teamOfBudget(db, budgetId),
  run: async ({ db, ctx, input }): Promise<BudgetDays> => {
    const [row] = await db.select().from(budgets).where(eq(budgets.id, input.budgetId));
    if (!row) throw notFound('There is no such budget.');
    const reading = await loadReading(db, ctx.now);
    const { today, config } = reading;
    const budget = budgetOf(reading, row);
    const period = budgetPeriodOf(budget.period, input.day ?? today, config.fiscalYearStartMonth);
    const sums = await sumUsage(db, calendarOf(reading), { ...budget, period: 'day' }, period);
    const subjectId = budget.scope.kind === 'user' ? (input.subjectId ?? topOf(sums)) : 0n;
    const spentOn = new Map<string, bigint>();
    for (const sum of sums)
      if (sum.subjectId === subjectId) spentOn.set(sum.slot, (spentOn.get(sum.slot) ?? 0n) + sum.spent);
    const isPresent = period.from <= today && today < period.to;
    const raise = isPresent ? raiseOf(reading, row) : null;
    const limit = isPresent ? limitAt(budget, ctx.now) : budget.limit;
    return {
      budgetId: row.id.toString(),
      user: await userOf(db, budget, subjectId),
      period,
      ...{ unit: budget.unit, currency: budget.currency, today },
      limit: amountText(raise?.amount ?? budget.limitAmount),
      days: burnDown({ period, today, limit, spentOn }).map((one) => ({
        day: one.day,
        spent: one.spent === null ? null : ownText(one.spent, budget),
        cumulative: one.cumulative === null ? null : ownText(one.cumulative, budget),
        ideal: ownText(one.ideal, budget),
        forecast: one.forecast === null ? null : ownText(one.forecast, budget),
      })),
      total: ownText(
        [...spentOn.values()].reduce((sum, amount) => sum + amount, 0n),
        budget,
      ),
    };
  },
});

/** With the numbers of all keys: the configuration has only those whose budget is in force. */
export const calendarOf = ({ config, places }: Reading) => ({
  timeZone: config.timeZone,
  keyNumbers: new Map([...places.keys].map(([id, { number }]) => [id, number])),
});

function topOf(sums: readonly { subjectId: bigint; spent: bigint }[]): bigint {
  const totals = new Map<bigint, bigint>();
  for (const { subjectId, spent } of sums) totals.set(subjectId, (totals.get(subjectId) ?? 0n) + spent);
  let top: [bigint, bigint] | null = null;
  for (const [subjectId, spent] of totals)
    if (!top || spent > top[1] || (spent === top[1] && subjectId < top[0])) top = [subjectId, spent];
  return top?.[0] ?? 0n;
}

async function userOf(db: Queryable, { scope }: Budget, subjectId: bigint): Promise<BudgetDays['user']> {
  if (scope.kind !== 'user' || subjectId === 0n) return null;
  const [row] = await db.select().from(usageUsers).where(eq(usageUsers.id, subjectId));
  return row ? { subjectId: subjectId.toString(), user: row.pseudonym } : null;
}
