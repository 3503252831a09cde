import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { parseMoney } from '../../money/money';
import type { Period } from '../../time/days';
import type { Budget } from '../budget';
import { budgetPeriodOf } from '../budget-period';
import type { BudgetConfig } from './budget-config';
import { sumUsage } from './usage-sums';

/** What usage comes to on a counter, in its ledger unit. */
export interface Counted {
  spent: bigint;
  unpricedTokens: bigint;
}

export const NOTHING_COUNTED: Counted = { spent: 0n, unpricedTokens: 0n };

/** A counter as it stands, with the deltas that wait. */
export interface KeptCounter extends Counted {
  id: bigint;
  subjectId: bigint;
  period: Period;
}

/** Names a counter of one budget: its subject and the first day of its period. */
export const placeOf = (subjectId: bigint, from: string): string => `${subjectId}:${from}`;

/** The counters of a budget; those of another fiscal calendar are nobody's any more and left out. */
export async function keptCounters(tx: Tx, config: BudgetConfig, budget: Budget): Promise<KeptCounter[]> {
  const rows = await tx.execute<
    Record<'id' | 'subject' | 'start' | 'after' | 'spent' | 'unpriced', string>
  >(sql`
    select c.id::text as id, c.subject_id::text as subject, c.period_from::text as start, c.period_to::text as after,
      (c.spent + coalesce(d.spent, 0))::numeric(38,12)::text as spent,
      (c.unpriced_tokens + coalesce(d.unpriced, 0))::text as unpriced
    from budget_counters c left join (
      select counter_id, sum(spent) as spent, sum(unpriced_tokens) as unpriced from budget_deltas group by counter_id
    ) d on d.counter_id = c.id
    where c.budget_id = ${budget.id} order by c.id`);
  return rows.flatMap((row) => {
    const period = budgetPeriodOf(budget.period, row.start, config.fiscalYearStartMonth);
    if (period.from !== row.start || period.to !== row.after) return [];
    return [
      {
        id: BigInt(row.id),
        subjectId: BigInt(row.subject),
        period,
        spent: parseMoney(row.spent),
        unpricedTokens: BigInt(row.unpriced),
      },
    ];
  });
}

/** What usage comes to in each period that `periods` spans, by {@link placeOf}. */
export async function countedUsage(
  tx: Tx,
  config: BudgetConfig,
  budget: Budget,
  periods: readonly Period[],
): Promise<Map<string, Counted>> {
  const [from] = periods.map((period) => period.from).sort();
  const to = periods
    .map((period) => period.to)
    .sort()
    .at(-1);
  const sums = new Map<string, Counted>();
  if (from === undefined || to === undefined) return sums;
  for (const sum of await sumUsage(tx, config, budget, { from, to })) {
    const period = budgetPeriodOf(budget.period, sum.slot, config.fiscalYearStartMonth);
    const place = placeOf(sum.subjectId, period.from);
    const { spent, unpricedTokens } = sums.get(place) ?? NOTHING_COUNTED;
    sums.set(place, { spent: spent + sum.spent, unpricedTokens: unpricedTokens + sum.unpricedTokens });
  }
  return sums;
}
