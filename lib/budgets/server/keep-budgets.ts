import type { Db } from '@/db/client';
import { createBudgetConfigCache } from './budget-config';
import { createBudgetKeeper } from './keeper';

/** Folds and announces whatever a process left undone, and what became due by time. For every minute; safe to run twice. */
export async function keepBudgets(db: Db, now: Date): Promise<void> {
  await createBudgetKeeper({ db, cache: createBudgetConfigCache(db), now: () => now }).evaluateAll(now);
}
