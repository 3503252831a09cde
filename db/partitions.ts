import { sql } from 'drizzle-orm';
import type { Db } from './client';

/** Events before this month share one archive partition, so that a wrong clock cannot make thousands. */
const FIRST_MONTHLY = '2020-01';
const PARTITION_LOCK = 7_318_002;

export const monthOf = (instant: Date): string => instant.toISOString().slice(0, 7);

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** Makes the monthly partitions (YYYY-MM, UTC) of `usage_events` that do not exist yet. */
export async function ensurePartitions(db: Db, months: Iterable<string>): Promise<void> {
  const wanted = [...new Set(months)].filter((month) => month >= FIRST_MONTHLY).sort();
  if (wanted.length === 0) return;
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${PARTITION_LOCK})`);
    for (const month of wanted) {
      const name = `usage_events_${month.replace('-', '_')}`;
      await tx.execute(
        sql.raw(
          `create table if not exists "${name}" partition of "usage_events"
           for values from ('${month}-01T00:00:00Z') to ('${nextMonth(month)}-01T00:00:00Z')`,
        ),
      );
    }
  });
}

/** The month of `now` and the `ahead` months after it: what the daily job keeps ready. */
export function monthsAhead(now: Date, ahead = 3): string[] {
  const months = [monthOf(now)];
  for (let i = 0; i < ahead; i += 1) months.push(nextMonth(months[months.length - 1] ?? monthOf(now)));
  return months;
}
