import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';

/** Reservations ended in one transaction. */
const CHUNK = 2_000;

/**
 * Ends the reservations that are over, so that they no longer hold budget. Those that usage is settling at this
 * moment are left to it. Safe from several processes at once. Returns how many it ended.
 */
export async function expireReservations(db: Db, now: Date): Promise<number> {
  let ended = 0;
  for (;;) {
    const [row] = await db.execute<{ n: number }>(sql`
      with due as (
        select id from gate_decisions where state = 'open' and expires_at <= ${now.toISOString()}::timestamptz
        order by expires_at limit ${CHUNK} for update skip locked),
      gone as (update gate_decisions d set state = 'expired' from due where d.id = due.id
        returning d.counter_ids, d.holds),
      given as (insert into budget_deltas (counter_id, spent, reserved, unpriced_tokens)
        select u.counter_id, 0, -sum(u.hold), 0
        from gone, unnest(gone.counter_ids, gone.holds) as u (counter_id, hold)
        group by u.counter_id order by u.counter_id)
      select count(*)::int as n from gone`);
    const n = row?.n ?? 0;
    ended += n;
    if (n < CHUNK) return ended;
  }
}
