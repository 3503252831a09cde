import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const INSTALL_WITHIN_MS = 15 * 60_000;

/**
 * A virtual environment with exactly the packages of a requirements file, installed from PyPI once and kept in the
 * user's cache. Returns its `bin`. Throws where there is no Python 3.10 or later, or PyPI cannot be reached.
 */
export async function pythonEnvironment(requirements: string): Promise<string> {
  const { stdout } = await run('python3', ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']);
  const version = stdout.trim();
  if (Number(version.split('.')[1]) < 10)
    throw new Error(`Python 3.10 or later is needed, this is ${version}.`);
  const digest = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 16);
  const cache = process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
  const root = path.join(cache, 'tollgate', `python-${version}-${digest}`);
  const finished = path.join(root, '.finished');
  if (existsSync(finished)) return path.join(root, 'bin');
  await rm(root, { recursive: true, force: true });
  await mkdir(path.dirname(root), { recursive: true });
  await run('python3', ['-m', 'venv', root]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--no-compile', '-r', requirements];
  await run(path.join(root, 'bin', 'python'), pip, { timeout: INSTALL_WITHIN_MS, maxBuffer: 2 ** 24 });
  await writeFile(finished, '');
  return path.join(root, 'bin');
}
