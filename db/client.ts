import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { promptSocket } from './prompt-socket';
import * as schema from './schema';

export type Schema = typeof schema;
/** A connection pool with the schema's types. */
export type Db = PostgresJsDatabase<Schema> & { $client: postgres.Sql };
/** The same inside a transaction. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];
export type Queryable = Db | Tx;

/** Opens a pool. `bigint` columns arrive as strings from raw SQL; drizzle maps them to bigint. */
export function connect(url: string, options: { max?: number; applicationName?: string } = {}): Db {
  const client = postgres(url, {
    max: options.max ?? 8,
    onnotice: () => {},
    ...({ socket: promptSocket() } as object),
    connection: {
      application_name: options.applicationName ?? 'tollgate',
      TimeZone: 'UTC',
      // Room to add up a year of rollup rows by hashing; at the default 4 MB Postgres sorts them on disk.
      work_mem: '32MB',
    },
  });
  return drizzle(client, { schema, casing: 'snake_case' }) as Db;
}

export const disconnect = (db: Db): Promise<void> => db.$client.end({ timeout: 5 });
