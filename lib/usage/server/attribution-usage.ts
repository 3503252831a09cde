import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { type Money, moneyOf, parseMoney } from '../../money/money';

export interface AttributionUsage {
  requests: bigint;
  effectiveCost: Money;
  unpricedRequests: bigint;
  lastDay: string | null;
}

export const NO_USAGE: AttributionUsage = {
  requests: 0n,
  effectiveCost: moneyOf(0n),
  unpricedRequests: 0n,
  lastDay: null,
};

export const addUsage = (a: AttributionUsage, b: AttributionUsage): AttributionUsage => ({
  requests: a.requests + b.requests,
  effectiveCost: moneyOf(a.effectiveCost + b.effectiveCost),
  unpricedRequests: a.unpricedRequests + b.unpricedRequests,
  lastDay: (a.lastDay ?? '') > (b.lastDay ?? '') ? a.lastDay : b.lastDay,
});

/** Requests and spend behind each attribution, from the daily rollup; since `fromDay` where it is given. */
export async function usageByAttribution(
  db: Queryable,
  fromDay: string | null,
  ids?: readonly bigint[],
): Promise<Map<bigint, AttributionUsage>> {
  const rows = await db.execute<{
    id: string;
    requests: string;
    effective_cost: string;
    unpriced: string;
    last_day: string;
  }>(sql`
    select attribution_id::text as id, sum(requests)::text as requests, sum(effective_cost)::text as effective_cost,
      coalesce(sum(requests) filter (where price_version_id = 0), 0)::text as unpriced, max(day)::text as last_day
    from usage_daily
    where ${fromDay === null ? sql`true` : sql`day >= ${fromDay}::date`}
      and ${ids ? sql`attribution_id = any(string_to_array(${ids.join(',')}, ',')::bigint[])` : sql`true`}
    group by attribution_id`);
  return new Map(
    rows.map((row) => [
      BigInt(row.id),
      {
        requests: BigInt(row.requests),
        effectiveCost: parseMoney(row.effective_cost),
        unpricedRequests: BigInt(row.unpriced),
        lastDay: row.last_day,
      },
    ]),
  );
}
