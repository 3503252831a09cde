import type { Db } from '@/db/client';
import { expireRaises } from './expire-raises';
import { remindReviews } from './remind-reviews';

/** What budgets need said on a clock: limits go back by themselves, whether these run or not. */
export const BUDGET_JOBS = [
  {
    name: 'expire-raises',
    cron: '* * * * *',
    run: async (db: Db, now: Date) => {
      await expireRaises(db, now);
    },
  },
  {
    // Every hour, since the organisation's day may begin at any.
    name: 'remind-budget-reviews',
    cron: '2 * * * *',
    run: async (db: Db, now: Date) => {
      await remindReviews(db, now);
    },
  },
];
