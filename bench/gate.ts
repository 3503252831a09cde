/**
 * Decisions of the gate with durable reservations in four budgets each. First 1,000 calls a second, each timed from
 * when it was due, while the same meter takes usage; then as many as it can, in turn with a Fastify handler that
 * takes the same request and does nothing, asked by the same client. Rounds, medians.
 */
import { fork } from 'node:child_process';
import path from 'node:path';
import type { Bench } from './run';
import type { AskOrder, AskReport } from './support/ask-gate';
import { gateBooks, seedGateLedger } from './support/gate-ledger';
import { disconnect, ownPostgres, prepare, startMeterProcess } from './support/own-system';
import type { TrickleOrder, TrickleReport } from './support/trickle-usage';
import { workerProcess } from './support/worker-process';

const P99_MS = 15;
const RATIO = 0.5;
const PER_SECOND = 1_000;
const USAGE_PER_SECOND = 2_000;
const ROUNDS = 3;
const TIMED_SECONDS = 15;
const FULL_SECONDS = 6;
const TIMED_CONNECTIONS = 128;
const FULL_CONNECTIONS = 64;
const MOST_PER_SECOND = 12_000;

interface Handler {
  url: string;
  stop(): void;
}

function startEmptyHandler(): Promise<Handler> {
  const child = fork(path.join(import.meta.dirname, 'support/empty-fastify.ts'), {
    execArgv: ['--import', 'tsx', '--max-semi-space-size=64'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the empty handler ended with ${code}`)));
    child.once('message', (message) =>
      resolve({ url: (message as { url: string }).url, stop: () => child.kill('SIGTERM') }),
    );
  });
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const thousandths = (value: number): number => Number(value.toFixed(3));
const tenths = (value: number): number => Number(value.toFixed(1));

export const run: Bench = async ([rounds = String(ROUNDS)]) => {
  const database = await ownPostgres(['-c', 'shared_buffers=256MB', '-c', 'max_wal_size=4GB']);
  const { db, key } = await prepare(database.url);
  await seedGateLedger(db);
  const meter = await startMeterProcess(database.url);
  const empty = await startEmptyHandler();
  let answered = 0;
  let others = 0;
  let accepted = 0;

  const ask = async (url: string, order: Partial<AskOrder> & { prefix: string }): Promise<AskReport> => {
    const full: AskOrder = {
      mode: 'saturate',
      url,
      key,
      requests: MOST_PER_SECOND * FULL_SECONDS,
      seconds: FULL_SECONDS,
      perSecond: 0,
      connections: FULL_CONNECTIONS,
      ...order,
    };
    const worker = await workerProcess<AskReport>('ask-gate.ts', full);
    const report = await worker.go();
    if (url === meter.url) {
      answered += report.statuses['200'] ?? 0;
      others += report.answered - (report.statuses['200'] ?? 0);
    }
    return report;
  };
  const whileUsageFlows = async <T>(prefix: string, work: () => Promise<T>): Promise<[T, TrickleReport]> => {
    const order: TrickleOrder = {
      url: meter.url,
      key,
      prefix,
      eventsPerSecond: USAGE_PER_SECOND,
      perRequest: 100,
    };
    const trickle = await workerProcess<TrickleReport>('trickle-usage.ts', order);
    trickle.process.send('go');
    const result = await work();
    const report = await trickle.stop();
    accepted += report.accepted;
    return [result, report];
  };
  const timed = (prefix: string, seconds: number) =>
    ask(meter.url, {
      mode: 'rate',
      prefix,
      seconds,
      perSecond: PER_SECOND,
      requests: PER_SECOND * seconds,
      connections: TIMED_CONNECTIONS,
    });

  try {
    await ask(empty.url, { prefix: 'w0', seconds: 3 });
    await whileUsageFlows('u0', () => ask(meter.url, { prefix: 'w1', seconds: 4 }));
    const timings: AskReport[] = [];
    const usage: number[] = [];
    const gateRates: number[] = [];
    const emptyRates: number[] = [];
    const besideRates: number[] = [];
    for (let round = 1; round <= Number(rounds); round += 1) {
      const [timing, trickle] = await whileUsageFlows(`u${round}`, () => timed(`t${round}`, TIMED_SECONDS));
      timings.push(timing);
      usage.push(trickle.accepted / trickle.seconds);
      const rate = ({ answered: count, seconds }: AskReport) => count / seconds;
      emptyRates.push(rate(await ask(empty.url, { prefix: `e${round}` })));
      gateRates.push(rate(await ask(meter.url, { prefix: `g${round}` })));
      const [beside] = await whileUsageFlows(`v${round}`, () => ask(meter.url, { prefix: `b${round}` }));
      besideRates.push(rate(beside));
      console.error(
        `round ${round}: p50 ${tenths(timing.p50)} ms, p99 ${tenths(timing.p99)} ms, max ${tenths(timing.max)} ms at ${Math.round(timing.answered / timing.seconds)}/s beside ${Math.round(usage.at(-1) ?? 0)} events/s; ` +
          `${Math.round(gateRates.at(-1) ?? 0)}/s alone, ${Math.round(besideRates.at(-1) ?? 0)}/s beside usage, ${Math.round(emptyRates.at(-1) ?? 0)}/s empty`,
      );
    }
    const books = await gateBooks(db);
    const reconciles = books.reconciles && books.decisions === answered && others === 0;
    const p99 = tenths(median(timings.map((timing) => timing.p99)));
    const ratios = gateRates.map((rate, round) => thousandths(rate / (emptyRates[round] ?? Number.NaN)));
    const ratio = thousandths(median(ratios));
    return {
      holds: reconciles && p99 <= P99_MS && ratio >= RATIO,
      figures: {
        p99Ms: p99,
        p50Ms: tenths(median(timings.map((timing) => timing.p50))),
        p999Ms: tenths(median(timings.map((timing) => timing.p999))),
        p99MsOfRounds: timings.map((timing) => tenths(timing.p99)),
        usagePerSecondBeside: Math.round(median(usage)),
        ratio,
        ratios,
        decisionsPerSecond: Math.round(median(gateRates)),
        decisionsPerSecondBesideUsage: Math.round(median(besideRates)),
        emptyHandlerPerSecond: Math.round(median(emptyRates)),
        ratioBesideUsage: thousandths(
          median(besideRates.map((rate, round) => rate / (emptyRates[round] ?? Number.NaN))),
        ),
        decisions: books.decisions,
        otherAnswers: others,
        usageEvents: accepted,
        reconciles,
      },
    };
  } finally {
    empty.stop();
    await meter.stop();
    await disconnect(db);
    await database.stop();
  }
};
