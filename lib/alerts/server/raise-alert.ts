import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { alerts } from '@/db/schema';
import type { AlertFacts } from '../alert';

/** Wakes the worker that plans deliveries; it also looks by itself, so a lost notification loses nothing. */
export const ALERTS_CHANNEL = 'tollgate_alerts';

export interface RaisedAlert {
  /** The same key is one alert, for ever. */
  dedupeKey: string;
  teamId: bigint | null;
  budgetId: bigint | null;
  facts: AlertFacts;
}

/** Writes an alert down with what caused it, in its transaction. Returns its id, or null where it was there before. */
export async function raiseAlert(tx: Tx, now: Date, alert: RaisedAlert): Promise<bigint | null> {
  const [row] = await tx
    .insert(alerts)
    .values({ ...alert, kind: alert.facts.kind, createdAt: now })
    .onConflictDoNothing({ target: alerts.dedupeKey })
    .returning({ id: alerts.id });
  if (!row) return null;
  await tx.execute(sql`select pg_notify(${ALERTS_CHANNEL}, ${row.id.toString()})`);
  return row.id;
}
