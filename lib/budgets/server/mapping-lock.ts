import { sql } from 'drizzle-orm';
import type postgres from 'postgres';
import type { Tx } from '@/db/client';

const MAPPING_LOCK = 7_318_101;

/**
 * What counts towards which budget must not change between the moment a recording looks it up and the moment its
 * counters are durable. Recording holds this lock together with other recordings; whoever changes the mapping
 * (tag rules, a team's department, a new budget, re-pricing, zone, fiscal year) takes it alone.
 */
export const SHARE_MAPPING_LOCK = `select pg_advisory_xact_lock_shared(${MAPPING_LOCK})`;

/** The same inside a transaction of the driver. Wait for it before looking at anything it guards. */
export const shareMapping = (tx: postgres.TransactionSql) => tx.unsafe(SHARE_MAPPING_LOCK);

/**
 * Waits for recordings in flight and holds off new ones until this transaction ends; and tells of the change. The
 * database's clock counts beside `now`, which may be one of the past (the demo's).
 */
export async function changeMapping(tx: Tx, now: Date): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${MAPPING_LOCK})`);
  await tx.execute(sql`
    update budget_state set version = version + 1,
      mapped_at = greatest(mapped_at, clock_timestamp(), ${now.toISOString()}::timestamptz)`);
}

/** Tells the gate and recording that limits, thresholds, raises or kill switches changed; counters stay as they are. */
export async function bumpBudgets(tx: Tx): Promise<void> {
  await tx.execute(sql`update budget_state set version = version + 1`);
}
