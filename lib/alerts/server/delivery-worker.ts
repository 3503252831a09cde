import { and, asc, eq, lte } from 'drizzle-orm';
import type PgBoss from 'pg-boss';
import { alertDeliveries } from '@/db/schema';
import { type Delivered, type DeliverOptions, deliver } from './deliver';
import { planAlerts } from './plan-alerts';
import { ALERTS_CHANNEL } from './raise-alert';

const DELIVERIES = 'alert-deliveries';
const SWEEP = 'alert-sweep';

export interface AlertWorkerOptions extends DeliverOptions {
  boss: PgBoss;
  onError: (error: unknown, job?: string) => void;
  /** How often a worker looks for jobs that others made, seconds; its own it takes at once. */
  pollSeconds?: number;
}

export interface AlertWorker {
  /** Plans what was raised and sends what is due; the minute job does the same. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

/** Few at a time, so that one receiver that hangs holds up few others. */
const WORKERS = 3;
const BATCH = 5;
const POLL_SECONDS = 2;
const SWEEP_LIMIT = 1_000;

interface Job {
  deliveryId: string;
}

/**
 * Carries alerts: planned when one is raised (LISTEN), sent by jobs of pg-boss. What a crash or a lost notification
 * left behind is found each minute. Any number of processes may do it.
 */
export async function startAlertWorker(options: AlertWorkerOptions): Promise<AlertWorker> {
  const { boss, db, now, onError } = options;
  // short: of each attempt of a delivery at most one job waits. Attempts are counted here, not by pg-boss.
  await boss.createQueue(DELIVERIES, { name: DELIVERIES, policy: 'short', retryLimit: 0 });
  await boss.createQueue(SWEEP, { name: SWEEP, policy: 'short', retryLimit: 0 });

  const pollingIntervalSeconds = options.pollSeconds ?? POLL_SECONDS;
  const workers: string[] = [];
  const take = () => {
    for (const id of workers) boss.notifyWorker(id);
  };
  const work = async (jobs: PgBoss.Job<Job>[]): Promise<void> => {
    await sendInOrder(options, jobs);
    if (jobs.length === BATCH) take();
  };
  for (let index = 0; index < WORKERS; index += 1)
    workers.push(await boss.work<Job>(DELIVERIES, { batchSize: BATCH, pollingIntervalSeconds }, work));

  const sweep = once(async () => {
    await planAlerts(db, now(), { mail: options.mail !== null, onError: (error) => onError(error, SWEEP) });
    await enqueueDue(options);
    take();
  });
  const wake = () => void sweep().catch((error) => onError(error, SWEEP));
  await boss.work(SWEEP, { pollingIntervalSeconds: 30 }, sweep);
  await boss.schedule(SWEEP, '* * * * *');
  const listening = await db.$client.listen(ALERTS_CHANNEL, wake, wake);
  return {
    sweep,
    async stop() {
      await listening.unlisten().catch(() => {});
    },
  };
}

/** Runs one at a time; calls meanwhile make it run once more. */
function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    running = work().finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    if (!running) return start();
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}

/** A job for every delivery that is due; those that have one waiting keep it. */
async function enqueueDue({ db, now, boss }: AlertWorkerOptions): Promise<void> {
  const due = await db
    .select({ id: alertDeliveries.id, attempts: alertDeliveries.attempts })
    .from(alertDeliveries)
    .where(and(eq(alertDeliveries.state, 'pending'), lte(alertDeliveries.nextAttemptAt, now())))
    .orderBy(asc(alertDeliveries.id))
    .limit(SWEEP_LIMIT);
  if (due.length > 0) await boss.insert(due.map(({ id, attempts }) => jobOf(id, attempts)));
}

/**
 * Of one attempt, the next after `attempts`: a job left over from the one before, which finds nothing due, must not stand
 * in for the one that waits.
 */
const jobOf = (deliveryId: bigint, attempts: number, startAfter?: Date): PgBoss.JobInsert<Job> => ({
  name: DELIVERIES,
  data: { deliveryId: deliveryId.toString() },
  singletonKey: `${deliveryId}:${attempts}`,
  ...(startAfter ? { startAfter } : {}),
});

/** Several recipients at once; to each its deliveries one after another, oldest first. */
async function sendInOrder(options: AlertWorkerOptions, jobs: readonly PgBoss.Job<Job>[]): Promise<void> {
  const ids = jobs.map(({ data }) => BigInt(data.deliveryId)).sort((a, b) => (a < b ? -1 : 1));
  const lines = await byRecipient(options, ids);
  await Promise.all(
    lines.map(async (line) => {
      for (const id of line) await sendOne(options, id);
    }),
  );
}

async function byRecipient({ db }: AlertWorkerOptions, ids: readonly bigint[]): Promise<bigint[][]> {
  const lines = new Map<string, bigint[]>();
  for (const id of ids) {
    const [row] = await db
      .select({ recipient: alertDeliveries.recipient })
      .from(alertDeliveries)
      .where(eq(alertDeliveries.id, id));
    if (row) lines.set(row.recipient, [...(lines.get(row.recipient) ?? []), id]);
  }
  return [...lines.values()];
}

async function sendOne(options: AlertWorkerOptions, id: bigint): Promise<void> {
  const { boss, onError } = options;
  try {
    const result: Delivered = await deliver(options, id);
    if (result.kind === 'again') await boss.insert([jobOf(id, result.attempts, result.at)]);
  } catch (error) {
    onError(error, DELIVERIES); // the claim runs out, and the sweep finds it
  }
}
