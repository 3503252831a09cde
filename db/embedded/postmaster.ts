import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Postmaster {
  pid: number;
  port: number;
}

/** What a postmaster says about itself in its pid file: [pid, data folder, started at, port, …]. */
export function readPostmaster(data: string): Postmaster | null {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The number may have gone to another program since, for instance after a restart of the container. */
export function isPostgres(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !isRunning(pid)) return false;
  const name = `/proc/${pid}/comm`;
  return existsSync(name) ? readFileSync(name, 'utf8').startsWith('postgres') : true;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** Waits until the pid file says `ready` and the port answers. False when it did not within `seconds`. */
export async function waitUntilReady(data: string, alive: () => boolean, seconds = 60): Promise<boolean> {
  const file = path.join(data, 'postmaster.pid');
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(40)) {
    if (!alive()) return false;
    if (!existsSync(file) || !readFileSync(file, 'utf8').split('\n')[7]?.startsWith('ready')) continue;
    const postmaster = readPostmaster(data);
    if (postmaster && (await answers(postmaster.port))) return true;
  }
  return false;
}

/** Fast shutdown: open transactions are rolled back, committed ones are on disk. */
export async function stopPostmaster(pid: number): Promise<void> {
  if (!isRunning(pid)) return;
  process.kill(pid, 'SIGINT');
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(25)) if (!isRunning(pid)) return;
  if (isRunning(pid)) process.kill(pid, 'SIGQUIT');
}
