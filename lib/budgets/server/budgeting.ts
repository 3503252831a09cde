import type { Db } from '@/db/client';
import { type BudgetConfigCache, createBudgetConfigCache } from './budget-config';
import { type Counters, createCounters } from './counters';
import { type BudgetKeeper, createBudgetKeeper } from './keeper';

/** What one process knows of budgets: recording and the gate share it. */
export interface Budgeting {
  cache: BudgetConfigCache;
  counters: Counters;
  keeper: BudgetKeeper;
}

export function createBudgeting(options: {
  db: Db;
  now: () => Date;
  /** Until the organisation is set up. */
  fallbackZone?: string;
  onError?: (error: unknown) => void;
}): Budgeting {
  const { db, now, fallbackZone, onError } = options;
  const cache = createBudgetConfigCache(db, { fallbackZone });
  const counters = createCounters(db, cache);
  const keeper = createBudgetKeeper({ db, cache, now, onError });
  return { cache, counters, keeper };
}
