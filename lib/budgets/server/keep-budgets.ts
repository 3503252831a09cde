import type { Db } from '@/db/client';
import { announceMissedRefusals } from './announce-refusals';
import { createBudgetConfigCache } from './budget-config';
import { createBudgetKeeper } from './keeper';

/** Folds and announces whatever a process left undone, and what became due by time. For every minute; safe to run twice. */
export async function keepBudgets(db: Db, now: Date): Promise<void> {
  const cache = createBudgetConfigCache(db);
  await createBudgetKeeper({ db, cache, now: () => now }).evaluateAll(now);
  await announceMissedRefusals(db, cache.current(), now);
}
