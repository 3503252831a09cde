import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { parseMoney } from '../../money/money';
import { type Period, toInstants } from '../../time/period';
import { chargedEvents } from '../../usage/server/rollup-tables';
import type { Budget, BudgetScope } from '../budget';
import { TOKEN_UNIT } from '../budget-units';
import type { BudgetConfig } from './budget-config';

/** What a budget's usage came to in one stretch of days, in its ledger unit. */
export interface UsageSum {
  /** The first day of the month, or the day: all budget periods are made of these. */
  slot: string;
  /** The user of a per-user budget, else 0. */
  subjectId: bigint;
  spent: bigint;
  /** Tokens that no price covers; 0 in a budget of tokens, which counts them as spent. */
  unpricedTokens: bigint;
}

type Calendar = Pick<BudgetConfig, 'timeZone' | 'keyNumbers'>;

const TOKENS = sql.raw(
  'input_tokens + cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens + output_tokens + reasoning_tokens',
);

/**
 * Sums the usage that counts towards a budget over days which are whole periods of it, from the rollups (for API
 * keys from the events). Exact while the mapping lock is held: see mapping-lock.ts. `users` narrows a per-user budget.
 */
export async function sumUsage(
  db: Queryable,
  config: Calendar,
  budget: Pick<Budget, 'scope' | 'unit' | 'period'>,
  days: Period,
  users?: readonly bigint[],
): Promise<UsageSum[]> {
  const rows = await db.execute<Record<'slot' | 'subject' | 'cost' | 'tokens' | 'unpriced', string>>(sql`
    select slot::text as slot, subject::text as subject, coalesce(sum(cost), 0)::numeric(38,12)::text as cost,
      coalesce(sum(tokens), 0)::text as tokens, coalesce(sum(tokens) filter (where version = 0), 0)::text as unpriced
    from (${usageRows(config, budget, days, users)}) u group by slot, subject`);
  return rows.map((row) => ({
    slot: row.slot,
    subjectId: BigInt(row.subject),
    spent: budget.unit === 'tokens' ? BigInt(row.tokens) * TOKEN_UNIT : parseMoney(row.cost),
    unpricedTokens: budget.unit === 'tokens' ? 0n : BigInt(row.unpriced),
  }));
}

/** One row per rollup row (event, for API keys): slot, subject, workflow, model_id, cost, tokens, version. */
export function usageRows(
  config: Calendar,
  budget: Pick<Budget, 'scope' | 'period'>,
  days: Period,
  users?: readonly bigint[],
): SQL {
  return budget.scope.kind === 'api_key'
    ? ofKey(budget.scope.keyId, config, budget.period, days)
    : ofRollup(budget.scope, budget.period, days, users);
}

const isOfDays = (period: Budget['period']): boolean => period === 'day' || period === 'week';

function ofRollup(
  scope: Exclude<BudgetScope, { kind: 'api_key' }>,
  period: Budget['period'],
  days: Period,
  users?: readonly bigint[],
): SQL {
  const perUser = scope.kind === 'user';
  const slot = sql.identifier(isOfDays(period) ? 'day' : 'month');
  const table = sql.identifier(`usage_${perUser ? 'user_' : ''}${isOfDays(period) ? 'daily' : 'monthly'}`);
  const chosen =
    perUser && users
      ? sql`r.user_id = any(string_to_array(${users.join(',')}, ',')::bigint[])`
      : sql.raw('true');
  return sql`select r.${slot} as slot, ${perUser ? sql`r.user_id` : sql`0::bigint`} as subject, a.workflow,
      r.model_id, r.effective_cost as cost, ${TOKENS} as tokens, r.price_version_id as version
    from ${table} r join attributions a on a.id = r.attribution_id
    where r.${slot} >= ${days.from}::date and r.${slot} < ${days.to}::date and ${chosen} and ${attributedTo(scope)}`;
}

/** Whether the attribution `a` counts towards a scope, after tag rules. */
export function attributedTo(scope: BudgetScope): SQL {
  switch (scope.kind) {
    case 'organisation':
    case 'api_key':
      return sql`true`;
    case 'department':
      return sql`a.team_id in (select id from teams where department_id = ${scope.departmentId})`;
    case 'team':
      return sql`a.team_id = ${scope.teamId}`;
    case 'workflow':
      return sql`(a.team_id = ${scope.teamId} and a.workflow = ${scope.workflow})`;
    case 'user':
      return attributedTo(scope.of);
  }
}

/** Usage events carry the number of their key; no rollup does. */
function ofKey(
  keyId: string,
  { timeZone, keyNumbers }: Calendar,
  period: Budget['period'],
  days: Period,
): SQL {
  const day = sql`(e.occurred_at at time zone ${timeZone}::text)::date`;
  const slot = isOfDays(period) ? day : sql`date_trunc('month', ${day})::date`;
  return sql`select ${slot} as slot, 0::bigint as subject, a.workflow, e.model_id, e.current_effective_cost as cost,
      ${TOKENS} as tokens, e.current_version_id as version
    from (${chargedEvents(toInstants(days, timeZone))}) e join attributions a on a.id = e.attribution_id
    where e.key_number = ${keyNumbers.get(keyId) ?? null}`;
}
