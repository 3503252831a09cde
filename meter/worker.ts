import PgBoss from 'pg-boss';
import type { Db } from '@/db/client';
import { consoleAddress } from '@/lib/alerts/server/console-address';
import type { DeliverOptions } from '@/lib/alerts/server/deliver';
import { type AlertWorker, startAlertWorker } from '@/lib/alerts/server/delivery-worker';
import { mailSettings } from '@/lib/alerts/server/mail-settings';
import {
  type EvaluationWorkerOptions,
  startEvaluationWorker,
} from '@/lib/evaluation/server/evaluation-worker';
import { JOBS } from '@/lib/jobs/server/jobs';

export interface Worker {
  stop(): Promise<void>;
}

export interface WorkerOptions {
  db: Db;
  databaseUrl: string;
  now: () => Date;
  onError: (error: unknown, job?: string) => void;
  /** How alerts are delivered; by default as the environment says. */
  alerts?: Partial<Pick<DeliverOptions, 'mail' | 'console' | 'delays' | 'leaseMs' | 'timeoutMs'>> & {
    pollSeconds?: number;
  };
  /** What runs of evaluations are asked with; without it none are carried. */
  calls?: Pick<EvaluationWorkerOptions, 'gate' | 'recorder' | 'secret'>;
}

/** Time for the messages on their way to arrive and be written down. */
const STOP_WITHIN_MS = 12_000;

/**
 * Runs the jobs of lib/jobs on their clock, and delivers alerts. Several meters share one schedule in the database,
 * so each job runs once. Partitions are also made at start: a fresh installation must not wait for the night.
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { db, databaseUrl, now, onError } = options;
  const [partitions] = JOBS;
  await partitions?.run(db, now());
  const boss = new PgBoss({ connectionString: databaseUrl, application_name: 'tollgate-jobs', max: 2 });
  boss.on('error', (error) => onError(error));
  await boss.start();
  try {
    for (const job of JOBS) {
      await boss.createQueue(job.name);
      await boss.work(job.name, { pollingIntervalSeconds: 30 }, async () => {
        try {
          await job.run(db, now());
        } catch (error) {
          onError(error, job.name);
          throw error; // pg-boss tries again
        }
      });
      await boss.schedule(job.name, job.cron);
    }
    const alerts = await startAlerts(options, boss);
    const evaluations =
      options.calls && (await startEvaluationWorker({ boss, db, now, onError, ...options.calls }));
    return {
      async stop() {
        await alerts.stop();
        await evaluations?.stop();
        await boss.stop({ graceful: true, timeout: STOP_WITHIN_MS });
      },
    };
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    throw error;
  }
}

const startAlerts = (options: WorkerOptions, boss: PgBoss): Promise<AlertWorker> => {
  const { db, now, onError, alerts } = options;
  return startAlertWorker({
    boss,
    db,
    now,
    onError,
    mail: mailSettings(),
    console: consoleAddress(),
    ...alerts,
  });
};
