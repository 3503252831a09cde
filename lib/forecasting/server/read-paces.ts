import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { needsUsers, WHOLE } from '../../attribution/query';
import { type Asked, whereOf } from '../../attribution/server/resolve';
import { hourlySource } from '../../attribution/server/sources';
import { addDays, daysBetween, type Period, toInstants } from '../../time/period';
import { pacesOf } from '../pace';
import type { DailyAmount } from '../series';

/** Days back whose hours are read; before them a day counts as evenly paced. The last fortnight weighs most anyway. */
export const PACE_DAYS = 62;

/**
 * The days before `until` with the pace each ended at, from the hourly rollup. A pace is a share of its day, so it needs
 * no exchange rate. Hours know no users: with a filter on users the days come back as they are.
 */
export async function withPaces(
  db: Queryable,
  asked: Asked,
  days: readonly DailyAmount[],
  until: string,
): Promise<DailyAmount[]> {
  if (needsUsers(asked.resolved.query)) return [...days];
  const period = { from: addDays(until, -PACE_DAYS), to: until };
  const byDay = await hoursByDay(db, asked, period);
  const paces = pacesOf(byDay);
  return days.map((one) => {
    const index = daysBetween(period.from, one.day);
    return { ...one, pace: index < 0 ? null : (paces[index] ?? null) };
  });
}

/** Effective cost in US dollars by day and hour of the organisation's clock, as the model reads it. */
async function hoursByDay(db: Queryable, asked: Asked, period: Period): Promise<number[][]> {
  const { timeZone } = asked.resolved;
  const source = hourlySource(toInstants(period, timeZone));
  const rows = await db.execute<{ day: string; hour: number; cost: number }>(sql`
    select (u.hour at time zone ${timeZone})::date::text as day,
      extract(hour from u.hour at time zone ${timeZone})::int as hour,
      sum(u.effective_cost)::double precision as cost
    from ${source.table}
    where ${sql.join([source.within, ...whereOf(asked, WHOLE)], sql` and `)}
    group by 1, 2`);
  const days = Array.from({ length: daysBetween(period.from, period.to) }, () => Array<number>(24).fill(0));
  for (const { day, hour, cost } of rows) {
    const hours = days[daysBetween(period.from, day)];
    if (hours) hours[hour] = cost;
  }
  return days;
}
