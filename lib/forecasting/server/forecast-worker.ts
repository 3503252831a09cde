import { parentPort } from 'node:worker_threads';
import { type ForecastAsked, forecastSpend } from '../forecast';
import type { FromWorker } from './forecast-off-thread';
import { CONTENDERS } from './statistical-models';

/** A thread that forecasts, one question after the other. Started by forecast-off-thread.ts. */
parentPort?.on('message', ({ id, asked }: { id: number; asked: ForecastAsked }) => {
  let reply: FromWorker;
  try {
    reply = { id, answer: forecastSpend(asked, CONTENDERS) };
  } catch (error) {
    reply = { id, message: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(reply);
});
