import { isNull, sql } from 'drizzle-orm';
import type { Queryable, Tx } from '@/db/client';
import { closedMonths } from '@/db/schema';
import { monthOfDay } from '../month';

const MONTHS_LOCK = 7_318_301;

/** Holds every month as it is, closed or open, until this transaction ends. Take it before asking which are closed. */
export async function keepMonths(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${MONTHS_LOCK})`);
}

/** Waits for those who hold the months, and holds them off until this transaction ends. */
export async function changeMonths(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${MONTHS_LOCK})`);
}

/** The months closed now, as `2026-10`. */
export async function closedMonthSet(db: Queryable): Promise<Set<string>> {
  const rows = await db
    .select({ month: closedMonths.month })
    .from(closedMonths)
    .where(isNull(closedMonths.reopenedAt));
  return new Set(rows.map((row) => monthOfDay(row.month)));
}
