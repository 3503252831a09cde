import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbedded } from '@/db/embedded';

/** Waits until a killed process is gone. */
export async function exited(pid: number): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 20) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await sleep(20);
  }
}

/** Recovery takes a moment: the children of a killed postmaster must be gone before the next one starts. */
export async function restartPostgres(directory: string, port: number) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startEmbedded(directory, {
        port,
        flags: ['-c', 'fsync=on', '-c', 'synchronous_commit=on'],
      });
    } catch (error) {
      if (attempt === 20) throw error;
      await sleep(250);
    }
  }
}
