import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';

const KEEP_ALLOWED_DAYS = 35;
const KEEP_DENIED_DAYS = 400;
const CHUNK = 10_000;
const DAY_MS = 24 * 3_600_000;

/** Forgets old decisions: of calls let through after 35 days, of denials after 400. Returns how many. */
export async function pruneDecisions(db: Db, now: Date): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString();
  let pruned = 0;
  for (;;) {
    const [row] = await db.execute<{ n: number }>(sql`
      with old as (
        select id from gate_decisions
        where decided_at < ${before(KEEP_ALLOWED_DAYS)}::timestamptz and state <> 'open'
          and (decision <> 'deny' or decided_at < ${before(KEEP_DENIED_DAYS)}::timestamptz)
        limit ${CHUNK}),
      gone as (delete from gate_decisions d using old where d.id = old.id returning 1)
      select count(*)::int as n from gone`);
    const n = row?.n ?? 0;
    pruned += n;
    if (n < CHUNK) return pruned;
  }
}
