import { lt } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { ensurePartitions, monthsAhead } from '@/db/partitions';
import { ingestRejections, signInAttempts } from '@/db/schema';
import { PACK_JOBS } from '../../board/server/send-packs';
import { BUDGET_JOBS } from '../../budgets/server/budget-jobs';
import { GATE_JOBS } from '../../budgets/server/gate-jobs';
import { keepBudgets } from '../../budgets/server/keep-budgets';
import { expireSamples } from '../../evaluation/server/expire-samples';
import { FORECASTING_JOBS } from '../../forecasting/server/forecasting-jobs';
import { EVIDENCE_JOBS } from '../../routing/server/ask-for-evidence';

/** Something that runs on a clock. Cron in UTC; safe to run twice. */
export interface Job {
  name: string;
  cron: string;
  run: (db: Db, now: Date) => Promise<void>;
}

const DAY_MS = 24 * 3_600_000;
const KEEP_REJECTIONS_DAYS = 30;
const KEEP_ATTEMPTS_DAYS = 30;

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS);

export const JOBS: readonly Job[] = [
  {
    name: 'usage-partitions-ahead',
    cron: '10 1 * * *',
    run: (db, now) => ensurePartitions(db, monthsAhead(now)),
  },
  {
    name: 'prune-ingest-rejections',
    cron: '20 1 * * *',
    run: async (db, now) => {
      const before = daysBefore(now, KEEP_REJECTIONS_DAYS);
      await db.delete(ingestRejections).where(lt(ingestRejections.receivedAt, before));
    },
  },
  {
    name: 'prune-sign-in-attempts',
    cron: '30 1 * * *',
    run: async (db, now) => {
      await db.delete(signInAttempts).where(lt(signInAttempts.at, daysBefore(now, KEEP_ATTEMPTS_DAYS)));
    },
  },
  { name: 'expire-samples', cron: '40 * * * *', run: expireSamples },
  { name: 'keep-budgets', cron: '* * * * *', run: keepBudgets },
  ...BUDGET_JOBS,
  ...GATE_JOBS,
  ...FORECASTING_JOBS,
  ...PACK_JOBS,
  ...EVIDENCE_JOBS,
];
