import type postgres from 'postgres';
import type { BudgetConfig, BudgetConfigCache } from './budget-config';
import { BudgetsMoved } from './counters';

const STATE = `select s.version, o.time_zone, o.fiscal_year_start_month
  from budget_state s left join organisation o on true`;

interface StateRow {
  version: string;
  time_zone: string | null;
  fiscal_year_start_month: number | null;
}

/** Throws {@link BudgetsMoved} where the configuration is no longer the one in the database, as this transaction sees it. */
export async function assertStands(sql: postgres.TransactionSql, config: BudgetConfig): Promise<void> {
  const [state] = await sql.unsafe<StateRow[]>(STATE, [], { prepare: true });
  const stands =
    state !== undefined &&
    BigInt(state.version) === config.version &&
    (state.time_zone ?? config.timeZone) === config.timeZone &&
    (state.fiscal_year_start_month ?? config.fiscalYearStartMonth) === config.fiscalYearStartMonth;
  if (!stands) throw new BudgetsMoved('The budgets changed.');
}

/** Someone would have to change a budget at each of so many looks, a few milliseconds apart. */
const LOOKS = 25;

/** Runs with the configuration in memory; where it throws {@link BudgetsMoved}, again with the one in the database. */
export async function whileBudgetsStand<T>(
  cache: BudgetConfigCache,
  run: (config: BudgetConfig) => Promise<T>,
): Promise<T> {
  let config = await cache.ready();
  for (let look = 1; ; look += 1) {
    try {
      return await run(config);
    } catch (error) {
      if (!(error instanceof BudgetsMoved) || look === LOOKS) throw error;
      config = await cache.reload();
    }
  }
}
