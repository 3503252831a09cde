import { sql } from 'drizzle-orm';
import type { Queryable, Tx } from '@/db/client';
import { DEFAULT_ZONE, daysOf } from './store-outcomes';

/** Adds all outcomes up by day again, for whoever moved the organisation's day in this transaction. */
export async function rebuildOutcomeDays(tx: Tx, timeZone: string): Promise<void> {
  await tx.execute(sql`lock table outcomes_daily in share row exclusive mode`);
  await tx.execute(sql`delete from outcomes_daily`);
  await tx.execute(sql`
    insert into outcomes_daily (team_id, day, attribution_id, outcome, value_currency, value_amount, count, rows)
    ${daysOf(sql`outcomes`, timeZone)}`);
}

/** Days whose sums are not those of the outcomes beneath: 0 where all is well. One snapshot. */
export async function countOutcomeDifferences(db: Queryable): Promise<string> {
  const [zone] = await db.execute<{ name: string }>(sql`select time_zone as name from organisation`);
  const [row] = await db.execute<{ difference: string }>(sql`
    with expected (team_id, day, attribution_id, outcome, value_currency, value_amount, count, rows) as (
      ${daysOf(sql`outcomes`, zone?.name ?? DEFAULT_ZONE)}
    )
    select count(*)::text as difference
    from expected e full join outcomes_daily k
      using (team_id, day, attribution_id, outcome, value_currency, value_amount)
    where (e.count, e.rows) is distinct from (k.count, k.rows)`);
  return row?.difference ?? '0';
}
