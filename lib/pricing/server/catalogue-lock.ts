import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';

const CATALOGUE_LOCK = 7_318_005;

/** One change of lists, versions and discounts at a time: discounts are worked out from all versions of a model. */
export async function holdCatalogue(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${CATALOGUE_LOCK})`);
}
