import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { findBinaries } from './embedded/binaries';
import { locateData } from './embedded/location';
import { isPostgres, readPostmaster, stopPostmaster, waitUntilReady } from './embedded/postmaster';
import { chooseRunUser, type RunUser } from './embedded/run-user';
import { withStartLock } from './embedded/start-lock';

export interface EmbeddedDatabase {
  url: string;
  /** Process id of the postmaster, for crash tests. */
  pid: number;
  /** Where the data really lives. */
  dataDirectory: string;
  /** Stops it whoever uses it. */
  stop(): Promise<void>;
  /** Stops it unless another program still has connections; says whether it did. */
  stopWhenUnused(): Promise<boolean>;
}

interface Options {
  port?: number;
  flags?: string[];
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

/**
 * Starts (or joins) a real Postgres in `directory`. As root it runs as an unprivileged system user, because
 * Postgres refuses to run as root. What a crash left behind (pid file, memory of dying children) is cleared.
 * It has its own process group, so Ctrl-C reaches only the caller, who stops it last.
 */
export async function startEmbedded(directory: string, options: Options = {}): Promise<EmbeddedDatabase> {
  const user = chooseRunUser();
  const data = await locateData(directory, user);
  return withStartLock(`${data}.starting`, async () => {
    const running = await join(data);
    if (running) return running;
    const binaries = await findBinaries(user);
    if (!existsSync(path.join(data, 'PG_VERSION'))) await initialise(binaries, data, user);
    return launch(binaries, data, user, options);
  });
}

async function join(data: string): Promise<EmbeddedDatabase | null> {
  const left = readPostmaster(data);
  if (!left) return null;
  const alive = () => isPostgres(left.pid);
  if (alive() && (await waitUntilReady(data, alive))) return handle(data, left.pid, left.port);
  await rm(path.join(data, 'postmaster.pid'), { force: true });
  return null;
}

async function initialise(binaries: string, data: string, user: RunUser | null): Promise<void> {
  await rm(data, { recursive: true, force: true }); // an interrupted earlier attempt
  await mkdir(data, { mode: 0o700 });
  const password = `${data}.password-${randomUUID()}`;
  await writeFile(password, 'tollgate\n', { mode: 0o600 });
  if (user) for (const target of [data, password]) await chown(target, user.uid, user.gid);
  try {
    await run(path.join(binaries, 'bin', 'initdb'), user, [
      `--pgdata=${data}`,
      '--username=tollgate',
      `--pwfile=${password}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ]);
  } catch (error) {
    await rm(data, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(password, { force: true });
  }
}

const ENVIRONMENT = { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' };

function run(program: string, user: RunUser | null, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...user, cwd: '/', env: ENVIRONMENT });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${path.basename(program)} failed: ${said.trim()}`)),
    );
  });
}

/** After a SIGKILL of the postmaster its children hold the shared memory for a moment: try until they are gone. */
async function launch(binaries: string, data: string, user: RunUser | null, options: Options) {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const { child, said } = spawnPostgres(binaries, data, user, port, options.flags ?? []);
    const pid = child.pid ?? 0;
    const alive = () => child.exitCode === null && child.signalCode === null;
    if (await waitUntilReady(data, alive)) {
      child.unref();
      return handle(data, pid, port);
    }
    const passing = /shared memory block|is another postmaster|could not bind/.test(said());
    if (!passing || attempt === 20)
      throw new Error(`Postgres did not start: ${said().trim() || 'no answer'}`);
    await sleep(500);
  }
}

function spawnPostgres(
  binaries: string,
  data: string,
  user: RunUser | null,
  port: number,
  flags: string[],
): { child: ChildProcess; said: () => string } {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];
  const log = `${data}.log`;
  const output = openSync(log, 'w');
  const child = spawn(
    path.join(binaries, 'bin', 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting]), ...flags],
    { ...user, cwd: '/', env: ENVIRONMENT, detached: true, stdio: ['ignore', output, output] },
  );
  closeSync(output);
  let failure = '';
  child.once('error', (error) => {
    failure = error.message;
  });
  return { child, said: () => `${failure}${readFileSync(log, 'utf8').slice(-2000)}` };
}

function handle(data: string, pid: number, port: number): EmbeddedDatabase {
  const url = urlFor(port);
  const stop = () => stopPostmaster(pid);
  return {
    url,
    pid,
    dataDirectory: data,
    stop,
    stopWhenUnused: async () => {
      if (await isUsed(url)) return false;
      await stop();
      return true;
    },
  };
}

async function isUsed(url: string): Promise<boolean> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const rows = await client`
      select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
    return rows.length > 0;
  } catch {
    return false;
  } finally {
    await client.end({ timeout: 2 });
  }
}

const urlFor = (port: number, database = 'postgres') =>
  `postgres://tollgate:tollgate@127.0.0.1:${port}/${database}`;

/** The URL of another database on the server that `url` names. */
export function withDatabase(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.toString();
}
