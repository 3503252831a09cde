import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { canReach, type RunUser } from './run-user';

const HOMES = ['/var/lib', '/var/tmp'];

/**
 * Where the cluster asked for at `directory` really lives. When Postgres' user cannot pass through the folders
 * above it (root's home, a private temporary folder), the data lives elsewhere and `<directory>.location` says
 * where; nobody's folders are opened up for it.
 */
export async function locateData(directory: string, user: RunUser | null): Promise<string> {
  const asked = path.resolve(directory);
  await mkdir(path.dirname(asked), { recursive: true });
  if (canReach(user, asked)) return asked;
  const pointer = `${asked}.location`;
  if (existsSync(pointer)) return withFolder(readFileSync(pointer, 'utf8').trim());
  for (const home of HOMES) {
    const folder = path.join(home, `tollgate-${randomUUID().slice(0, 13)}`);
    if (!existsSync(home) || !canReach(user, folder)) continue;
    return withFolder(pointOnce(pointer, path.join(folder, path.basename(asked))));
  }
  throw new Error(`Postgres cannot keep its data under ${asked}: set TOLLGATE_DATA_DIR or DATABASE_URL.`);
}

/** Whoever finds the pointer may come before the folder: the one that wrote it has yet to make it. */
async function withFolder(data: string): Promise<string> {
  await mkdir(path.dirname(data), { recursive: true, mode: 0o755 });
  await chmod(path.dirname(data), 0o755);
  return data;
}

/** Two first starts at once agree on one place. */
function pointOnce(pointer: string, data: string): string {
  const own = `${pointer}.${randomUUID()}`;
  writeFileSync(own, `${data}\n`);
  try {
    linkSync(own, pointer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own);
  }
  return readFileSync(pointer, 'utf8').trim();
}

/** Removes the cluster asked for at `directory`, wherever it lives. It must not be running. */
export async function removeData(directory: string): Promise<void> {
  const asked = path.resolve(directory);
  const pointer = `${asked}.location`;
  if (existsSync(pointer)) {
    const data = readFileSync(pointer, 'utf8').trim();
    if (path.basename(path.dirname(data)).startsWith('tollgate-'))
      await rm(path.dirname(data), { recursive: true, force: true });
  }
  for (const left of [asked, pointer, `${asked}.log`]) await rm(left, { recursive: true, force: true });
}
