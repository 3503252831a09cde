import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Forecast, ForecastAsked, NoForecast } from '../forecast';

type Answer = Forecast | NoForecast;
export type FromWorker = { id: number; answer: Answer } | { id: number; message: string };

/** Kept answers: a console asks for a few dozen in a day, and each is some tens of kilobytes. */
const MOST_KEPT = 64;

const kept = new Map<string, Promise<Answer>>();

/**
 * `forecastSpend` in a thread of its own: fitting takes some tenths of a second, in which the program could do nothing
 * else. The same question is answered once; a question is all of its days, so a late event makes another one.
 */
export function forecastOffThread(asked: ForecastAsked): Promise<Answer> {
  const key = digestOf(asked);
  const known = kept.get(key);
  if (known) {
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  const answer = ask(asked);
  kept.set(key, answer);
  answer.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return answer;
}

const digestOf = ({ days, today, ends }: ForecastAsked): string => {
  const hash = createHash('sha256').update(JSON.stringify([today, ends]));
  for (const { day, amount, pace } of days) hash.update(`${day} ${amount} ${pace}\n`);
  return hash.digest('base64');
};

interface Waiting {
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
}

let worker: Worker | null = null;
let lastId = 0;
const waiting = new Map<number, Waiting>();

function ask(asked: ForecastAsked): Promise<Answer> {
  worker ??= startWorker();
  const thread = worker;
  lastId += 1;
  const id = lastId;
  return new Promise<Answer>((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    thread.ref();
    thread.postMessage({ id, asked });
  });
}

/** From the program's own folder and as it is written, so that a bundler leaves it alone. It keeps no program alive. */
function startWorker(): Worker {
  const { resolve } = createRequire(path.join(process.cwd(), 'package.json'));
  const started = new Worker(resolve('./lib/forecasting/server/forecast-worker.mjs'), {
    execArgv: [],
  });
  started.on('message', (reply: FromWorker) => {
    const asker = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (waiting.size === 0) started.unref();
    if ('answer' in reply) asker?.resolve(reply.answer);
    else asker?.reject(new Error(reply.message));
  });
  const end = (error: Error) => {
    if (worker !== started) return;
    worker = null;
    const left = [...waiting.values()];
    waiting.clear();
    for (const { reject } of left) reject(error);
  };
  started.on('error', end);
  started.on('exit', (code) => end(new Error(`The forecasting thread ended (${code}).`)));
  return started;
}
