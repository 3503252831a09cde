import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { type Money, parseMoney } from '../../money/money';

/**
 * What was forecast for the organisation of the days of a month before `today`, in USD: what a month that still runs
 * can be held against. Null where nothing was frozen for it, or no day is complete.
 */
export async function snapshotSoFar(db: Queryable, monthFrom: string, today: string): Promise<Money | null> {
  const [row] = await db.execute<{ expected: string | null }>(sql`
    select sum((d ->> 'amount')::numeric)::numeric(38,12)::text as expected
    from forecast_snapshots s cross join jsonb_array_elements(s.days) d
    where s.subject = 'organisation' and s.horizon = 'month' and s.period_from = ${monthFrom}::date
      and d ->> 'day' < ${today}`);
  return row?.expected ? parseMoney(row.expected) : null;
}
