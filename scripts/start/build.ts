import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withStartLock } from '@/db/embedded/start-lock';
import { hashSources } from './sources-hash';

const ROOT = path.resolve(import.meta.dirname, '../..');
export const NEXT = path.join(ROOT, 'node_modules/next/dist/bin/next');

/** Builds the console unless the build there is of these very sources. Says whether it built. */
export async function ensureBuild(distDir: string): Promise<boolean> {
  const folder = path.join(ROOT, distDir);
  mkdirSync(folder, { recursive: true });
  return withStartLock(`${folder}.building`, async () => {
    const mark = path.join(folder, 'tollgate-sources');
    const wanted = hashSources(ROOT);
    if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return false;
    rmSync(mark, { force: true });
    await keepingTsconfig(() => build(distDir));
    writeFileSync(mark, wanted);
    return true;
  });
}

/** Next writes its own type folders into tsconfig.json, which belongs to the repository. */
async function keepingTsconfig(work: () => Promise<void>): Promise<void> {
  const file = path.join(ROOT, 'tsconfig.json');
  const before = readFileSync(file, 'utf8');
  try {
    await work();
  } finally {
    if (readFileSync(file, 'utf8') !== before) writeFileSync(file, before);
  }
}

function build(distDir: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [NEXT, 'build'], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production', NEXT_DIST_DIR: distDir, NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    const stop = () => child.kill('SIGTERM');
    process.once('exit', stop);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', stop);
      if (code === 0) resolve();
      else reject(new Error(`The console could not be built:\n${said.trim()}`));
    });
  });
}
