import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { type Currency, convert, LEDGER_CURRENCY } from '../../money/currency';
import { type Money, moneyOf, parseMoney } from '../../money/money';

/** An unknown part makes the whole unknown: a missing rate is never taken as nothing. */
export const addCost = (a: Money | null, b: Money | null): Money | null =>
  a === null || b === null ? null : moneyOf(a + b);

/**
 * Spend behind each attribution since `fromDay`, in `currency`: what was spent under one exchange rate is added up
 * and converted once. Null where a day with spend has no rate.
 */
export async function costByAttribution(
  db: Queryable,
  fromDay: string,
  currency: Currency,
  ids?: readonly bigint[],
): Promise<Map<bigint, Money | null>> {
  const rows = await db.execute<{ id: string; rate: string | null; cost: string }>(sql`
    select u.attribution_id::text as id, f.rate::text as rate, sum(u.effective_cost)::text as cost
    from usage_daily u
      left join fx_rates f on f.quote = ${currency} and f.valid_from <= u.day
        and (f.valid_to is null or u.day < f.valid_to)
    where u.day >= ${fromDay}::date
      and ${ids ? sql`u.attribution_id = any(string_to_array(${ids.join(',')}, ',')::bigint[])` : sql`true`}
    group by u.attribution_id, f.rate`);
  const costs = new Map<bigint, Money | null>();
  for (const { id, rate, cost } of rows) {
    const before = costs.has(BigInt(id)) ? (costs.get(BigInt(id)) ?? null) : moneyOf(0n);
    costs.set(BigInt(id), addCost(before, inCurrency(parseMoney(cost), currency, rate)));
  }
  return costs;
}

function inCurrency(cost: Money, currency: Currency, rate: string | null): Money | null {
  if (currency === LEDGER_CURRENCY || cost === 0n) return cost;
  return rate === null ? null : convert(cost, rate);
}
