import { connect, type Db } from '@/db/client';

// Kept on globalThis so that the development server's reloads do not open a pool each time.
const held = globalThis as typeof globalThis & { tollgateDb?: Db };

/** The console's one connection pool. `npm start` sets DATABASE_URL also for the embedded Postgres. */
export function getDb(): Db {
  if (held.tollgateDb) return held.tollgateDb;
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set: start the console with `npm start`.');
  held.tollgateDb = connect(url, { max: 10, applicationName: 'tollgate-console' });
  return held.tollgateDb;
}
