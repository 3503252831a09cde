import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';

export const CATALOGUE_CHANNEL = 'tollgate_catalogue';

/** Tells every meter to read the price book again once this transaction is committed. */
export async function notifyCatalogue(tx: Queryable): Promise<void> {
  await tx.execute(sql`select pg_notify(${CATALOGUE_CHANNEL}, '')`);
}
