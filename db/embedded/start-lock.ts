import { readFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from './postmaster';

/** Runs `work` while no other process starts the same cluster. A lock whose holder is gone is taken over. */
export async function withStartLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const end = Date.now() + 120_000;
  while (!(await take(file))) {
    if (Date.now() > end) throw new Error(`Another start holds ${file}: stop it, or remove the file.`);
    if (!holderLives(file)) await rm(file, { force: true });
    await sleep(100);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(`${process.pid}\n`);
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function holderLives(file: string): boolean {
  try {
    const text = readFileSync(file, 'utf8').trim();
    return text === '' || isRunning(Number(text));
  } catch {
    return true; // released in this moment
  }
}
