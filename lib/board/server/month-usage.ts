import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { type Filter, usageQuerySchema } from '../../attribution/query';
import { bucketsFor, daysSlot, readGroups, resolveQuery } from '../../attribution/server/resolve';
import { addSums, emptySums, type Sums } from '../../attribution/sums';
import type { Currency } from '../../money/currency';
import type { Period } from '../../time/days';
import { ACTION_FILTERS, NAMED_FILTERS } from '../actions';

const COST = ['events', 'requests', 'unpriced_requests', 'unpriced_tokens', 'effective_cost'] as const;

/** The sums of usage that the metrics need, one entry a month of the period, in the order of its months. */
interface MonthUsage {
  total: Sums;
  actions: Sums;
  named: Sums;
  tiers: Map<string | null, Sums>;
}

/** Four passes over the monthly rollups for all months together. */
export async function readMonthUsage(
  db: Queryable,
  period: Period,
  currency: Currency,
): Promise<MonthUsage[]> {
  const scan = async (dimensions: 'tier'[], filters: Filter[], tokens: boolean) => {
    const query = usageQuerySchema.parse({ period, currency, dimensions, filters, grain: 'month' });
    const asked = await resolveQuery(db, query, 'all');
    const buckets = bucketsFor(asked);
    const sums = tokens ? [...COST, 'tokens' as const] : COST;
    const groups = await readGroups(db, asked, { slot: daysSlot(period), buckets, dimensions, sums });
    return { groups, months: buckets.length };
  };
  const [byTier, actions, named] = await Promise.all([
    scan(['tier'], [], true),
    scan([], ACTION_FILTERS, false),
    scan([], NAMED_FILTERS, false),
  ]);
  const months = Array.from({ length: byTier.months }, () => ({
    ...{ total: emptySums(), actions: emptySums(), named: emptySums() },
    tiers: new Map<string | null, Sums>(),
  }));
  for (const { key, bucket, sums } of byTier.groups) {
    const month = months[bucket];
    if (!month) continue;
    addSums(month.total, sums);
    month.tiers.set(key[0] ?? null, sums);
  }
  for (const { bucket, sums } of actions.groups) if (months[bucket]) addSums(months[bucket].actions, sums);
  for (const { bucket, sums } of named.groups) if (months[bucket]) addSums(months[bucket].named, sums);
  return months;
}

/** Different users named in each month, by its first day. */
export async function countActiveUsers(db: Queryable, { from, to }: Period): Promise<Map<string, bigint>> {
  const rows = await db.execute<{ month: string; users: string }>(sql`
    select month::text as month, count(*)::text as users from (
      select month, user_id from usage_user_monthly where month >= ${from}::date and month < ${to}::date
      group by 1, 2 having sum(events) > 0
    ) used group by 1`);
  return new Map(rows.map(({ month, users }) => [month, BigInt(users)]));
}
