import { setTimeout as sleep } from 'node:timers/promises';
import type PgBoss from 'pg-boss';
import type { Db } from '@/db/client';
import type { Gate } from '../../budgets/server/gate';
import type { Recorder } from '../../usage/server/recorder';
import { claimRun, freeRuns, type RunClaim } from './claim-run';
import { createGuardedFetch, privateHosts } from './guarded-fetch';
import { EVALUATION_CHANNEL, keyPlaceOf } from './queue-run';
import { runEvaluation } from './run-evaluation';
import { createSealer } from './seal';

const RUNS = 'evaluation-runs';
const SWEEP = 'evaluation-sweep';

export interface EvaluationWorkerOptions {
  boss: PgBoss;
  db: Db;
  now: () => Date;
  /** The meter's own: what a run asks is held and booked as everything else. */
  gate: Gate;
  recorder: Recorder;
  secret: string;
  onError: (error: unknown, job?: string) => void;
  /** How often a worker looks for jobs that others made, seconds. */
  pollSeconds?: number;
  /** How often a worker says that it has a run, and hears that it was stopped, milliseconds. */
  keepMs?: number;
}

interface Job {
  runId: string;
}

/** Runs at a time in one meter. */
const WORKERS = 2;
const KEEP_MS = 5_000;
const DEFAULTS = { concurrency: 4, maxOutputTokens: 1_024, tries: 4, timeoutMs: 120_000 };

/**
 * Carries the runs that people start in the console: a job of pg-boss for each, made when one is started (LISTEN) and
 * each minute for what a crash or a lost notification left. Any number of meters may do it.
 */
export async function startEvaluationWorker(
  options: EvaluationWorkerOptions,
): Promise<{ stop(): Promise<void> }> {
  const { boss, db, now, onError } = options;
  // short: of each run at most one job waits. A run's own state says whether it is gone on with.
  await boss.createQueue(RUNS, { name: RUNS, policy: 'short', retryLimit: 0, expireInSeconds: 82_800 });
  await boss.createQueue(SWEEP, { name: SWEEP, policy: 'short', retryLimit: 0 });
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const pollingIntervalSeconds = options.pollSeconds ?? 2;
  const work = async ([job]: PgBoss.Job<Job>[]): Promise<void> => {
    if (!job || stopping.signal.aborted) return;
    const running = carry(options, BigInt(job.data.runId), stopping.signal).catch((error) =>
      onError(error, RUNS),
    );
    underWay.add(running);
    await running;
    underWay.delete(running);
  };
  const workers: string[] = [];
  for (let index = 0; index < WORKERS; index += 1)
    workers.push(await boss.work<Job>(RUNS, { pollingIntervalSeconds }, work));
  const sweep = async (): Promise<void> => {
    const ids = await freeRuns(db, now());
    if (ids.length === 0) return;
    await boss.insert(
      ids.map((id) => ({ name: RUNS, data: { runId: String(id) }, singletonKey: String(id) })),
    );
    for (const id of workers) boss.notifyWorker(id);
  };
  const wake = () => void sweep().catch((error) => onError(error, SWEEP));
  await boss.work(SWEEP, { pollingIntervalSeconds: 30 }, sweep);
  await boss.schedule(SWEEP, '* * * * *');
  const listening = await db.$client.listen(EVALUATION_CHANNEL, wake, wake);
  return {
    async stop() {
      await listening.unlisten().catch(() => {});
      await Promise.all([boss.offWork(RUNS), boss.offWork(SWEEP)]);
      stopping.abort(new Error('The meter stops.'));
      await Promise.allSettled(underWay);
    },
  };
}

/** One go at a run: to its end, until somebody stops it, or until this program stops. */
async function carry(options: EvaluationWorkerOptions, runId: bigint, stopping: AbortSignal): Promise<void> {
  const claim = await claimRun(options.db, options.now, runId);
  if (!claim) return;
  const lost = new AbortController();
  const keeping = setInterval(() => {
    claim.keep().then(
      (kept) => kept || lost.abort(new Error('The run was stopped.')),
      () => {},
    );
  }, options.keepMs ?? KEEP_MS);
  try {
    await ask(options, claim, AbortSignal.any([stopping, lost.signal]));
  } finally {
    clearInterval(keeping);
    if (stopping.aborted) await claim.giveBack();
  }
}

async function ask(options: EvaluationWorkerOptions, { run }: RunClaim, signal: AbortSignal): Promise<void> {
  const { db, gate, recorder, secret, now } = options;
  const apiKey =
    run.sealedKey === null ? undefined : createSealer(secret).open(run.sealedKey, keyPlaceOf(run.id));
  const endpoint = {
    baseUrl: run.baseUrl ?? '',
    fetch: createGuardedFetch(privateHosts()),
    ...(apiKey !== undefined && { apiKey }),
  };
  await runEvaluation(
    {
      ...{ db, gate, recorder, secret, now, endpoint, signal },
      ...DEFAULTS,
      concurrency: run.concurrency ?? DEFAULTS.concurrency,
      maxOutputTokens: run.maxOutputTokens ?? DEFAULTS.maxOutputTokens,
      sleep: async (milliseconds) => {
        await sleep(milliseconds, undefined, { signal });
      },
    },
    run.id,
  );
}
