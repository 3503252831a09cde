import path from 'node:path';
import { sql } from 'drizzle-orm';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import { connect, disconnect } from './client';

const FOLDER = path.join(import.meta.dirname, 'migrations');
/** Any fixed number: two processes that start together migrate one after the other. */
const MIGRATION_LOCK = 7_318_001;

/** Brings the database to the newest schema. Safe to run from several processes at once. */
export async function migrate(url: string): Promise<void> {
  const db = connect(url, { max: 1, applicationName: 'tollgate-migrate' });
  try {
    await db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await runMigrations(db, { migrationsFolder: FOLDER });
  } finally {
    await disconnect(db);
  }
}
