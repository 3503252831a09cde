import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const WATCH_PARENT = path.join(import.meta.dirname, 'watch-parent.cjs');

export interface Child {
  name: string;
  process: ChildProcess;
  exited: Promise<number>;
}

/**
 * Starts a program in its own process group, so that Ctrl-C reaches only us and we stop things in order. The
 * channel to us closes when we die, however we die, and then it ends too.
 */
export function startChild(name: string, args: string[], env: NodeJS.ProcessEnv): Child {
  const child = spawn(process.execPath, ['--require', WATCH_PARENT, ...args], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const exited = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
  return { name, process: child, exited };
}

/** Asks it to finish what it acknowledged; kills it after `seconds`. */
export async function stopChild(child: Child, seconds = 15): Promise<void> {
  if (child.process.exitCode !== null || child.process.signalCode !== null) return;
  child.process.kill('SIGTERM');
  const timer = setTimeout(() => child.process.kill('SIGKILL'), seconds * 1000);
  await child.exited;
  clearTimeout(timer);
}

/** Passes on what the child prints, each line through `keep`. */
export function forwardOutput(child: Child, keep: (line: string) => boolean): void {
  for (const stream of [child.process.stdout, child.process.stderr]) {
    let rest = '';
    stream?.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (keep(line)) console.log(line);
    });
  }
}
