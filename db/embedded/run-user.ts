import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';

/** The system user a root process hands Postgres to, because Postgres refuses to run as root. */
export interface RunUser {
  uid: number;
  gid: number;
}

const idOf = (flag: '-u' | '-g', name: string): number =>
  Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));

function existing(name: string): RunUser | null {
  try {
    return { uid: idOf('-u', name), gid: idOf('-g', name) };
  } catch {
    return null;
  }
}

function create(name: string): RunUser | null {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', name], { stdio: 'ignore' });
    return existing(name);
  } catch {
    return null; // small images have no useradd
  }
}

/** Null unless we are root. Otherwise `postgres`, made when it is missing, or else `nobody`. */
export function chooseRunUser(): RunUser | null {
  if (process.getuid?.() !== 0) return null;
  const user = existing('postgres') ?? create('postgres') ?? existing('nobody');
  if (!user)
    throw new Error('Postgres cannot run as root and no other user could be made: run as another user.');
  return user;
}

/** Whether `user` may pass through every folder above `target`. Groups beyond the user's own are not counted. */
export function canReach(user: RunUser | null, target: string): boolean {
  if (!user) return true;
  for (let folder = path.dirname(path.resolve(target)); ; folder = path.dirname(folder)) {
    if (!mayEnter(user, folder)) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

function mayEnter(user: RunUser, folder: string): boolean {
  const { uid, gid, mode } = statSync(folder);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  if (gid === user.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
