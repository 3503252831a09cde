import PgBoss from 'pg-boss';
import type { Db } from '@/db/client';
import { JOBS } from '@/lib/jobs/server/jobs';

export interface Worker {
  stop(): Promise<void>;
}

interface WorkerOptions {
  db: Db;
  databaseUrl: string;
  now: () => Date;
  onError: (error: unknown, job?: string) => void;
}

/**
 * Runs the jobs of lib/jobs on their clock. Several meters share one schedule in the database, so each job
 * runs once. Partitions are also made at start: a fresh installation must not wait for the night.
 */
export async function startWorker({ db, databaseUrl, now, onError }: WorkerOptions): Promise<Worker> {
  const [partitions] = JOBS;
  await partitions?.run(db, now());
  const boss = new PgBoss({ connectionString: databaseUrl, application_name: 'tollgate-jobs', max: 2 });
  boss.on('error', (error) => onError(error));
  await boss.start();
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
  return { stop: () => boss.stop({ graceful: true, timeout: 5_000 }) };
}
