import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { conflict, forbidden, notFound } from '../../errors';
import type { GateAuth } from './gate';

export interface ReleasedReservation {
  id: string;
  /** `expired`: it was over before and held nothing any more. */
  state: 'released' | 'expired';
}

/**
 * Gives back what a reservation holds: the call was not made. Again is the same. Throws `not_found`, `forbidden`
 * where the key may not write for its team, `conflict` where usage settled it.
 */
export async function releaseReservation(
  db: Db,
  auth: GateAuth,
  reservationId: string,
): Promise<ReleasedReservation> {
  const [found] = await db.execute<{ team: string; holds: boolean }>(sql`
    select team_id::text as team, state <> 'none' as holds from gate_decisions where id = ${reservationId}`);
  if (!found?.holds) throw notFound('There is no such reservation.');
  if (auth.teamId !== null && auth.teamId !== BigInt(found.team))
    throw forbidden('This reservation belongs to another team than the key.');
  await db.execute(sql`
    with gone as (update gate_decisions set state = 'released' where id = ${reservationId} and state = 'open'
      returning counter_ids, holds)
    insert into budget_deltas (counter_id, spent, reserved, unpriced_tokens)
    select u.counter_id, 0, -u.hold, 0 from gone, unnest(gone.counter_ids, gone.holds) as u (counter_id, hold)`);
  const [now] = await db.execute<{ state: string }>(
    sql`select state from gate_decisions where id = ${reservationId}`,
  );
  if (now?.state === 'settled')
    throw conflict('This reservation was settled by usage; there is nothing to release.');
  return { id: reservationId, state: now?.state === 'expired' ? 'expired' : 'released' };
}
