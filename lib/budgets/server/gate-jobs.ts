import type { Db } from '@/db/client';
import { announceMissedRefusals } from './announce-refusals';
import { loadBudgetConfig } from './budget-config';
import { expireReservations } from './expire-reservations';
import { pruneDecisions } from './prune-decisions';

/** What the gate needs done on a clock; a running meter also ends reservations every few seconds. */
export const GATE_JOBS = [
  {
    name: 'expire-reservations',
    cron: '* * * * *',
    run: async (db: Db, now: Date) => {
      await expireReservations(db, now);
    },
  },
  {
    name: 'announce-missed-refusals',
    cron: '* * * * *',
    run: async (db: Db, now: Date) => {
      await announceMissedRefusals(db, await loadBudgetConfig(db), now);
    },
  },
  {
    name: 'prune-gate-decisions',
    cron: '40 1 * * *',
    run: async (db: Db, now: Date) => {
      await pruneDecisions(db, now);
    },
  },
];
