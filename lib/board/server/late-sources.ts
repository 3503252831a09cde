import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { addDays, addMonths, toInstants } from '../../time/period';
import { wholeMonth } from '../board-months';
import { SILENT_DAYS } from '../close';

/** Sources that sent something in this month or the one before, and nothing of the month's last days. */
export async function readLateSources(
  db: Queryable,
  month: string,
  timeZone: string,
): Promise<{ key: string; lastDay: string }[]> {
  const { from, to } = wholeMonth(month);
  const seen = toInstants({ from: addMonths(from, -1), to }, timeZone);
  const tail = toInstants({ from: addDays(to, -SILENT_DAYS), to }, timeZone);
  const rows = await db.execute<{ key: string; day: string }>(sql`
    with silent as (
      select s.id, s.key from sources s where not exists (
        select 1 from usage_events e where e.source_id = s.id
          and e.occurred_at >= ${tail.from.toISOString()}::timestamptz
          and e.occurred_at < ${tail.to.toISOString()}::timestamptz)
    ) select s.key, (max(e.occurred_at) at time zone ${timeZone})::date::text as day
      from silent s join usage_events e on e.source_id = s.id
        and e.occurred_at >= ${seen.from.toISOString()}::timestamptz
        and e.occurred_at < ${tail.from.toISOString()}::timestamptz
      group by s.key order by s.key`);
  return rows.map(({ key, day }) => ({ key, lastDay: day }));
}
