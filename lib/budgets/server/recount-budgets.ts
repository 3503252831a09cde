import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { driverOf } from '@/db/driver-of';
import { moneyOf, moneyToString, parseMoney } from '../../money/money';
import type { Period } from '../../time/days';
import { dayOf } from '../../time/period';
import type { Budget } from '../budget';
import { budgetPeriodOf } from '../budget-period';
import { type BudgetConfig, loadBudgetConfig } from './budget-config';
import { takeCounters, writeCounters } from './fold-counters';
import { sumUsage } from './usage-sums';

const CHUNK = 5_000;

interface Sum {
  spent: bigint;
  unpricedTokens: bigint;
}

const NOTHING: Sum = { spent: 0n, unpricedTokens: 0n };

interface Kept extends Sum {
  id: bigint;
  subjectId: bigint;
  period: Period;
}

/**
 * Sets what the counters have spent to what the rollups hold, and makes those of the period of `now`; reservations
 * stay. Call it after `changeMapping`, in the transaction that changed what counts towards which budget, as its
 * last step: the gate waits from here until the commit. Without `budgetIds`: every budget that is not archived.
 */
export async function recountBudgets(tx: Tx, now: Date, budgetIds?: readonly bigint[]): Promise<void> {
  const config = await loadBudgetConfig(tx);
  const wrong = new Map<bigint, Sum>();
  for (const id of [...(budgetIds ?? config.budgets.keys())].sort(compare)) {
    const budget = config.budgets.get(id);
    if (budget) for (const [counter, sum] of await recount(tx, config, budget, now)) wrong.set(counter, sum);
  }
  const ids = [...wrong.keys()].sort(compare);
  const driver = driverOf(tx);
  for (let start = 0; start < ids.length; start += CHUNK) {
    const { states } = await takeCounters(driver, ids.slice(start, start + CHUNK));
    const counted = [...states.values()].map((state) => ({ ...state, ...(wrong.get(state.id) ?? NOTHING) }));
    await writeCounters(driver, counted);
  }
}

/** Makes the counters of the present period, and returns those that are not what the rollups say. */
async function recount(tx: Tx, config: BudgetConfig, budget: Budget, now: Date): Promise<[bigint, Sum][]> {
  const periodOf = (day: string) => budgetPeriodOf(budget.period, day, config.fiscalYearStartMonth);
  const present = periodOf(dayOf(now, config.timeZone));
  // A counter of another fiscal calendar is nobody's any more.
  const kept = (await readCounters(tx, budget.id)).filter(
    ({ period }) => periodOf(period.from).from === period.from && periodOf(period.from).to === period.to,
  );
  const [from = present.from] = [present.from, ...kept.map(({ period }) => period.from)].sort();
  const [to = present.to] = [present.to, ...kept.map(({ period }) => period.to)].sort().reverse();
  const sums = new Map<string, Sum>();
  const textOf = (subjectId: bigint, from: string) => `${subjectId}:${from}`;
  for (const sum of await sumUsage(tx, config, budget, { from, to })) {
    const text = textOf(sum.subjectId, periodOf(sum.slot).from);
    const { spent, unpricedTokens } = sums.get(text) ?? NOTHING;
    sums.set(text, { spent: spent + sum.spent, unpricedTokens: unpricedTokens + sum.unpricedTokens });
  }
  const known = new Set(kept.map(({ subjectId, period }) => textOf(subjectId, period.from)));
  if (budget.scope.kind !== 'user')
    sums.set(textOf(0n, present.from), sums.get(textOf(0n, present.from)) ?? NOTHING);
  await createCounters(
    tx,
    budget.id,
    present,
    [...sums].flatMap(([text, sum]) => {
      const [subjectId = '', start] = text.split(':');
      return start === present.from && !known.has(text) ? [{ ...sum, subjectId: BigInt(subjectId) }] : [];
    }),
  );
  return kept.flatMap(({ id, subjectId, period, spent, unpricedTokens }): [bigint, Sum][] => {
    const sum = sums.get(textOf(subjectId, period.from)) ?? NOTHING;
    return sum.spent === spent && sum.unpricedTokens === unpricedTokens ? [] : [[id, sum]];
  });
}

/** With the deltas that wait: while the mapping is held, nobody adds to what was spent. */
async function readCounters(tx: Tx, budgetId: bigint): Promise<Kept[]> {
  const rows = await tx.execute<
    Record<'id' | 'subject' | 'start' | 'after' | 'spent' | 'unpriced', string>
  >(sql`
    select c.id::text as id, c.subject_id::text as subject, c.period_from::text as start, c.period_to::text as after,
      (c.spent + coalesce(d.spent, 0))::numeric(38,12)::text as spent,
      (c.unpriced_tokens + coalesce(d.unpriced, 0))::text as unpriced
    from budget_counters c left join (
      select counter_id, sum(spent) as spent, sum(unpriced_tokens) as unpriced from budget_deltas group by counter_id
    ) d on d.counter_id = c.id
    where c.budget_id = ${budgetId}`);
  return rows.map((row) => ({
    id: BigInt(row.id),
    subjectId: BigInt(row.subject),
    period: { from: row.start, to: row.after },
    spent: parseMoney(row.spent),
    unpricedTokens: BigInt(row.unpriced),
  }));
}

/** Nobody else makes counters of a changed mapping before this transaction commits. */
async function createCounters(
  tx: Tx,
  budgetId: bigint,
  period: Period,
  rows: readonly (Sum & { subjectId: bigint })[],
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
