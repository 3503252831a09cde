import type { Queryable } from '@/db/client';
import { emptySums } from '../../attribution/sums';
import type { Currency } from '../../money/currency';
import { readWorkflowLedger, type WorkflowLedger } from '../../outcomes/server/workflow-ledger';
import type { MonthFacts } from '../facts';
import { firstDayOf } from '../month';
import { unitsOf } from './month-units';
import { readMonthUsage } from './month-usage';
import type { BoardReading } from './reading';

/** Everything the metrics of these months follow from: one pass per measure over all of them. */
export async function readMonthFacts(
  db: Queryable,
  reading: BoardReading,
  currency: Currency,
): Promise<MonthFacts[]> {
  const { months, period } = reading;
  const [usage, results, users, costs, budgets, forecasts] = await Promise.all([
    readMonthUsage(db, period, currency),
    readWorkflowLedger(db, { period, currency, byMonth: true }, 'all'),
    reading.activeUsers(),
    reading.costs(),
    reading.monthBudgets(),
    reading.forecasts(),
  ]);
  return months.map((month, index) => ({
    month,
    ...(usage[index] ?? NO_USAGE),
    activeUsers: users.get(firstDayOf(month)) ?? 0n,
    results: resultsOf(results, index),
    units: unitsOf(results, costs, index),
    forecast: forecasts.get(month) ?? null,
    budgets: budgets.get(month) ?? { within: 0, counted: 0, uncounted: 0 },
  }));
}

const NO_USAGE = { total: emptySums(), actions: emptySums(), named: emptySums(), tiers: new Map() };

/** The workflows that used or delivered anything in a month; the dearest of the whole time first. */
function resultsOf({ rows }: WorkflowLedger, index: number): MonthFacts['results'] {
  return rows.flatMap(({ results }) => {
    const result = results[index];
    if (!result) return [];
    const { effectiveCost, outcomes, unpricedTokens } = result;
    const isIdle = effectiveCost.value !== null && /^[-0.]*$/.test(effectiveCost.value);
    return isIdle && outcomes === '0' && unpricedTokens === '0' ? [] : [result];
  });
}
