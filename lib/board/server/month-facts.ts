import type { Queryable } from '@/db/client';
import { toUnits } from '../../attribution/figure';
import { emptySums } from '../../attribution/sums';
import type { Currency } from '../../money/currency';
import { readWorkflowLedger, type WorkflowLedger } from '../../outcomes/server/workflow-ledger';
import { MONEY_PLACES } from '../arithmetic';
import { wholeMonth } from '../board-months';
import type { MonthFacts, WorkflowUnits } from '../facts';
import { firstDayOf } from '../month';
import { readMonthBudgets } from './month-budgets';
import { readMonthForecasts } from './month-forecasts';
import { countActiveUsers, readMonthUsage } from './month-usage';

interface FactsQuery {
  /** Without a gap, oldest first. */
  months: readonly string[];
  currency: Currency;
  now: Date;
  /** The organisation's day. */
  today: string;
}

/** Everything the metrics of these months follow from: one pass per measure over all of them. */
export async function readMonthFacts(db: Queryable, query: FactsQuery): Promise<MonthFacts[]> {
  const { months, currency, now, today } = query;
  const [first = today.slice(0, 7), last = first] = [months[0], months.at(-1)];
  const period = { from: wholeMonth(first).from, to: wholeMonth(last).to };
  const ledger = (read: Currency) => readWorkflowLedger(db, { period, currency: read, byMonth: true }, 'all');
  const [usage, users, results, inDollars, budgets, forecasts] = await Promise.all([
    readMonthUsage(db, period, currency),
    countActiveUsers(db, period),
    ledger(currency),
    ledger('USD'),
    readMonthBudgets(db, months, { now, today }),
    readMonthForecasts(db, months, today),
  ]);
  return months.map((month, index) => ({
    month,
    ...(usage[index] ?? NO_USAGE),
    activeUsers: users.get(firstDayOf(month)) ?? 0n,
    results: resultsOf(results, index),
    units: unitsOf(inDollars, index),
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

/** Those whose cost is known. */
function unitsOf({ rows }: WorkflowLedger, index: number): Map<string, WorkflowUnits> {
  return new Map(
    rows.flatMap(({ workflow, results }): [string, WorkflowUnits][] => {
      const result = results[index];
      if (!result || result.effectiveCost.value === null) return [];
      const effectiveCost = toUnits(result.effectiveCost.value, MONEY_PLACES);
      return [[workflow, { effectiveCost, outcomes: BigInt(result.outcomes) }]];
    }),
  );
}
