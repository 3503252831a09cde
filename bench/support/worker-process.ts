import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';

export interface WorkerProcess<R> {
  process: ChildProcess;
  /** Says "go"; resolves with what it reports, where it ends by itself. */
  go(): Promise<R>;
  /** For one that runs until told: says "stop" and resolves with its report. */
  stop(): Promise<R>;
}

/** A process of bench/support that was given its order and is ready. */
export async function workerProcess<R>(file: string, order: object): Promise<WorkerProcess<R>> {
  const child = fork(path.join(import.meta.dirname, file), { execArgv: ['--import', 'tsx'] });
  const failed = new Promise<never>((_, reject) => {
    child.once('exit', (code) => code !== 0 && reject(new Error(`${file} ended with ${code}`)));
  });
  failed.catch(() => {});
  const message = <T>() =>
    Promise.race([
      new Promise<T>((resolve) => child.once('message', (value) => resolve(value as T))),
      failed,
    ]);
  const ready = message<'ready'>();
  child.send(order);
  await ready;
  const say = (word: string) => {
    const report = message<R>();
    child.send(word);
    return report;
  };
  return { process: child, go: () => say('go'), stop: () => say('stop') };
}
