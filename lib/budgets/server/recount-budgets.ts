import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { driverOf } from '@/db/driver-of';
import { moneyOf, moneyToString } from '../../money/money';
import type { Period } from '../../time/days';
import { dayOf } from '../../time/period';
import type { Budget } from '../budget';
import { budgetPeriodOf } from '../budget-period';
import { type BudgetConfig, loadBudgetConfig } from './budget-config';
import { type Counted, countedUsage, keptCounters, NOTHING_COUNTED, placeOf } from './expected-counters';
import { takeCounters, writeCounters } from './fold-counters';

const CHUNK = 5_000;

/**
 * Sets what the counters have spent to what the rollups hold, and makes those of the period of `now`; reservations
 * stay. Call it after `changeMapping`, in the transaction that changed what counts towards which budget, as its
 * last step: the gate waits from here until the commit. Without `budgetIds`: every budget that is not archived.
 */
export async function recountBudgets(tx: Tx, now: Date, budgetIds?: readonly bigint[]): Promise<void> {
  const config = await loadBudgetConfig(tx);
  const wrong = new Map<bigint, Counted>();
  for (const id of [...(budgetIds ?? config.budgets.keys())].sort(compare)) {
    const budget = config.budgets.get(id);
    if (budget) for (const [counter, sum] of await recount(tx, config, budget, now)) wrong.set(counter, sum);
  }
  const ids = [...wrong.keys()].sort(compare);
  const driver = driverOf(tx);
  for (let start = 0; start < ids.length; start += CHUNK) {
    const { states } = await takeCounters(driver, ids.slice(start, start + CHUNK));
    const counted = [...states.values()].map((state) => ({
      ...state,
      ...(wrong.get(state.id) ?? NOTHING_COUNTED),
    }));
    await writeCounters(driver, counted);
  }
}

/** Makes the counters of the present period, and returns those that are not what the rollups say. */
async function recount(
  tx: Tx,
  config: BudgetConfig,
  budget: Budget,
  now: Date,
): Promise<[bigint, Counted][]> {
  const today = dayOf(now, config.timeZone);
  const present = budgetPeriodOf(budget.period, today, config.fiscalYearStartMonth);
  const kept = await keptCounters(tx, config, budget);
  const counted = await countedUsage(tx, config, budget, [present, ...kept.map(({ period }) => period)]);
  const whole = placeOf(0n, present.from);
  if (budget.scope.kind !== 'user') counted.set(whole, counted.get(whole) ?? NOTHING_COUNTED);
  const known = new Set(kept.map(({ subjectId, period }) => placeOf(subjectId, period.from)));
  const missing = [...counted].flatMap(([place, sum]) => {
    const [subjectId = '', from] = place.split(':');
    return from === present.from && !known.has(place) ? [{ ...sum, subjectId: BigInt(subjectId) }] : [];
  });
  await createCounters(tx, budget.id, present, missing);
  return kept.flatMap(({ id, subjectId, period, spent, unpricedTokens }): [bigint, Counted][] => {
    const sum = counted.get(placeOf(subjectId, period.from)) ?? NOTHING_COUNTED;
    return sum.spent === spent && sum.unpricedTokens === unpricedTokens ? [] : [[id, sum]];
  });
}

/** Nobody else makes counters of a changed mapping before this transaction commits. */
async function createCounters(
  tx: Tx,
  budgetId: bigint,
  period: Period,
  rows: readonly (Counted & { subjectId: bigint })[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) {
    const some = rows.slice(start, start + CHUNK);
    await tx.execute(sql`
      insert into budget_counters (budget_id, subject_id, period_from, period_to, spent, reserved, unpriced_tokens)
      select ${budgetId}, s, ${period.from}::date, ${period.to}::date, spent, 0, unpriced
      from unnest(string_to_array(${some.map((row) => row.subjectId).join(',')}, ',')::bigint[],
        string_to_array(${some.map((row) => moneyToString(moneyOf(row.spent))).join(',')}, ',')::numeric[],
        string_to_array(${some.map((row) => row.unpricedTokens).join(',')}, ',')::bigint[]) as k (s, spent, unpriced)`);
  }
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
