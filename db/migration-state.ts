import { sql } from 'drizzle-orm';
import type { Db } from './client';
import journal from './migrations/meta/_journal.json';

/** How many migrations of this program the database does not have yet. */
export async function pendingMigrations(db: Db): Promise<number> {
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from drizzle.__drizzle_migrations`,
  );
  return Math.max(0, journal.entries.length - (row?.n ?? 0));
}
