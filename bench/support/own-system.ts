import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { connect, type Db, disconnect } from '@/db/client';
import { startEmbedded } from '@/db/embedded';
import { migrate } from '@/db/migrate';
import { newKey } from '@/lib/access/server/key-secret';
import { loadCatalogue } from '@/lib/pricing/server/load-catalogue';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SECRET = 'a secret for measuring, of no other use';

export interface OwnPostgres {
  url: string;
  pid: number;
  directory: string;
  stop(): Promise<void>;
}

/** A Postgres of the benchmark's own with the settings that make a commit durable, in a temporary folder. */
export async function ownPostgres(flags: string[] = []): Promise<OwnPostgres> {
  const parent = await mkdtemp(path.join(tmpdir(), 'tollgate-bench-'));
  await chmod(parent, 0o755); // as root, Postgres runs as another user
  const directory = path.join(parent, 'pg');
  const database = await startEmbedded(directory, {
    flags: ['-c', 'fsync=on', '-c', 'synchronous_commit=on', '-c', 'full_page_writes=on', ...flags],
  });
  return {
    url: database.url,
    pid: database.pid,
    directory,
    async stop() {
      await database.stop();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

/** Migrated, with prices and an API key for any team. */
export async function prepare(url: string): Promise<{ db: Db; key: string }> {
  await migrate(url);
  const db = connect(url, { max: 2, applicationName: 'tollgate-bench' });
  await loadCatalogue(db, new Date());
  const { key, prefix, secretHash } = newKey();
  await db.execute(sql`insert into api_keys (id, name, prefix, secret_hash, scopes, created_by, created_at)
    values (${randomUUID()}, 'bench', ${prefix}, ${secretHash}, '{usage:write,gate:check}'::text[], 'bench', now())`);
  return { db, key };
}

export interface MeterProcess {
  url: string;
  process: ChildProcess;
  stop(): Promise<void>;
}

/** The meter as it runs in production: its own process, told its settings by the environment. */
export async function startMeterProcess(databaseUrl: string, port = 0): Promise<MeterProcess> {
  const child = fork(path.join(ROOT, 'meter/main.ts'), {
    cwd: ROOT,
    execArgv: ['--import', 'tsx', '--max-semi-space-size=64'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      TOLLGATE_SECRET: SECRET,
      METER_PORT: String(port),
      LOG_LEVEL: 'error',
    },
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { url: string }).url));
    child.once('exit', (code) => reject(new Error(`the meter ended with ${code}`)));
  });
  return {
    url,
    process: child,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await exited;
    },
  };
}

export { disconnect };
