import { sql } from 'drizzle-orm';
import type { Db, Tx } from '@/db/client';
import { moneyOf, moneyToString } from '../../money/money';
import { type BudgetConfig, loadBudgetConfig } from './budget-config';
import { countedUsage, keptCounters, NOTHING_COUNTED, placeOf } from './expected-counters';

/** A counter that is not what usage or the open reservations come to. */
export interface BudgetDifference {
  budgetId: string;
  /** Null: of a budget or counter that is not there. */
  budget: string | null;
  /** The user of a per-user budget, else 0. */
  subjectId: string;
  periodFrom: string;
  measure: 'spent' | 'unpriced_tokens' | 'reserved';
  /** What usage or the open reservations come to, in US dollars or tokens. */
  expected: string;
  counter: string;
}

export interface ReconciledBudgets {
  counters: string;
  differences: BudgetDifference[];
}

/**
 * Compares every counter of the live budgets with the usage in its period, and what every counter holds with the
 * open reservations, in one snapshot: recording and the gate may go on meanwhile.
 */
export async function reconcileBudgets(db: Db): Promise<ReconciledBudgets> {
  return db.transaction(
    async (tx) => {
      const config = await loadBudgetConfig(tx);
      const spent = await compareSpent(tx, config);
      const reserved = await compareReserved(tx, config);
      return { counters: String(spent.counters), differences: [...spent.differences, ...reserved] };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

async function compareSpent(tx: Tx, config: BudgetConfig) {
  const differences: BudgetDifference[] = [];
  let counters = 0;
  for (const budget of config.budgets.values()) {
    const kept = await keptCounters(tx, config, budget);
    const counted = await countedUsage(
      tx,
      config,
      budget,
      kept.map(({ period }) => period),
    );
    counters += kept.length;
    for (const { subjectId, period, spent, unpricedTokens } of kept) {
      const expected = counted.get(placeOf(subjectId, period.from)) ?? NOTHING_COUNTED;
      const about = {
        ...{ budgetId: String(budget.id), budget: budget.name },
        ...{ subjectId: String(subjectId), periodFrom: period.from },
      };
      if (expected.spent !== spent)
        differences.push({
          ...about,
          measure: 'spent',
          expected: moneyToString(moneyOf(expected.spent)),
          counter: moneyToString(moneyOf(spent)),
        });
      if (expected.unpricedTokens !== unpricedTokens)
        differences.push({
          ...about,
          measure: 'unpriced_tokens',
          expected: String(expected.unpricedTokens),
          counter: String(unpricedTokens),
        });
    }
  }
  return { counters, differences };
}

/** Also of counters that no longer count, and of reservations and deltas whose counter is not there. */
async function compareReserved(tx: Tx, config: BudgetConfig): Promise<BudgetDifference[]> {
  const rows = await tx.execute<
    Record<'budget' | 'subject' | 'start', string | null> & Record<'expected' | 'counter', string>
  >(sql`
    with held as (
      select u.counter_id, sum(u.hold) as hold from gate_decisions g, unnest(g.counter_ids, g.holds) as u (counter_id, hold)
      where g.state = 'open' group by u.counter_id
    ), waiting as (select counter_id, sum(reserved) as reserved from budget_deltas group by counter_id)
    select c.budget_id::text as budget, c.subject_id::text as subject, c.period_from::text as start,
      coalesce(h.hold, 0)::numeric(38,12)::text as expected,
      (coalesce(c.reserved, 0) + coalesce(w.reserved, 0))::numeric(38,12)::text as counter
    from held h full join waiting w using (counter_id) full join budget_counters c on c.id = counter_id
    where coalesce(h.hold, 0) <> coalesce(c.reserved, 0) + coalesce(w.reserved, 0) or c.id is null
    order by c.id`);
  return rows.map(({ budget, subject, start, expected, counter }) => ({
    budgetId: budget ?? '',
    budget: budget === null ? null : (config.budgets.get(BigInt(budget))?.name ?? null),
    subjectId: subject ?? '',
    periodFrom: start ?? '',
    measure: 'reserved',
    expected,
    counter,
  }));
}
