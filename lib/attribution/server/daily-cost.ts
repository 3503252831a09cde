import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { MONEY_SCALE, type Money, moneyOf } from '../../money/money';
import { divideHalfEven } from '../../money/rounding';
import type { Period } from '../../time/period';
import { moneyPlaces } from '../sums';
import { type Asked, bucketsFor, daysSlot, readGroups } from './resolve';

/**
 * Effective cost by day in the reading currency, rounded once a day to 12 decimals, of the days of the query (its grain
 * must be days). Null where a day has no exchange rate, and where the organisation recorded nothing at all: then no
 * source was live, and nothing says that the day was zero.
 */
export async function readDailyCost(
  db: Queryable,
  asked: Asked,
): Promise<{ day: string; amount: Money | null }[]> {
  const { period, query } = asked.resolved;
  if (query.grain !== 'day') throw new RangeError('Daily cost is asked for by day.');
  const buckets = bucketsFor(asked);
  const [groups, live] = await Promise.all([
    readGroups(db, asked, { slot: daysSlot(period), buckets, sums: ['events', 'effective_cost'] }),
    liveDays(db, period),
  ]);
  const byBucket = new Map(groups.map((group) => [group.bucket, group.sums]));
  const scale = 10n ** BigInt(moneyPlaces(query.currency) - MONEY_SCALE);
  return buckets.map(({ start: day }, index) => {
    const sums = byBucket.get(index);
    const isKnown = live.has(day) && !sums?.missingRate;
    return { day, amount: isKnown ? moneyOf(divideHalfEven(sums?.effective_cost ?? 0n, scale)) : null };
  });
}

/** The days on which the organisation recorded anything, whoever asks. */
async function liveDays(db: Queryable, { from, to }: Period): Promise<Set<string>> {
  const rows = await db.execute<{ day: string }>(sql`
    select day::text as day from usage_daily where day >= ${from}::date and day < ${to}::date
    group by day having sum(events) > 0`);
  return new Set(rows.map(({ day }) => day));
}
