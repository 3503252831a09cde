import path from 'node:path';
import { connect, type Db, disconnect } from '@/db/client';
import { type EmbeddedDatabase, startEmbedded } from '@/db/embedded';
import { migrate } from '@/db/migrate';
import { ensurePartitions, monthsAhead } from '@/db/partitions';
import { loadCatalogue } from '@/lib/pricing/server/load-catalogue';
import type { Environment } from '../env';

export interface Database {
  url: string;
  /** Null when DATABASE_URL names a server of the operator's. */
  embedded: EmbeddedDatabase | null;
}

export async function openDatabase(env: Environment): Promise<Database> {
  if (env.DATABASE_URL) {
    await checkServer(env.DATABASE_URL);
    return { url: env.DATABASE_URL, embedded: null };
  }
  const embedded = await startEmbedded(path.resolve(env.TOLLGATE_DATA_DIR, 'pg'));
  return { url: embedded.url, embedded };
}

async function checkServer(url: string): Promise<void> {
  const db = connect(url, { max: 1, applicationName: 'tollgate-start' });
  try {
    const [row] = await db.execute<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    );
    if (row && row.version < 150_000)
      throw new Error(
        `DATABASE_URL names Postgres ${Math.floor(row.version / 10_000)}; 15 or later is needed.`,
      );
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('DATABASE_URL')) throw error;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(`DATABASE_URL does not answer (${cause instanceof Error ? cause.message : cause}).`);
  } finally {
    await disconnect(db);
  }
}

/** The newest schema, partitions for the months to come, and both price lists. */
export async function prepareDatabase(url: string, now: Date): Promise<void> {
  await migrate(url);
  await withDb(url, async (db) => {
    await ensurePartitions(db, monthsAhead(now));
    await loadCatalogue(db, now);
  });
}

export async function withDb<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const db = connect(url, { max: 4, applicationName: 'tollgate-start' });
  try {
    return await work(db);
  } finally {
    await disconnect(db);
  }
}
