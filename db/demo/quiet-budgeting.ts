import { type Budgeting, createBudgeting } from '../../lib/budgets/server/budgeting';
import type { Db } from '../client';
import { DEMO_TIME_ZONE } from './calendar';

/**
 * What recording knows of budgets while the demo is loaded: it counts, and announces nothing by itself. Thresholds
 * are announced as the replay of the month goes along (`replayMonth`), with the time they were reached.
 */
export function quietBudgeting(db: Db): Budgeting {
  const budgeting = createBudgeting({ db, now: () => new Date(), fallbackZone: DEMO_TIME_ZONE });
  return { ...budgeting, keeper: { ...budgeting.keeper, touch: () => {} } };
}
