import { type SQL, sql } from 'drizzle-orm';
import type { Queryable, Tx } from '@/db/client';
import { parseMoney } from '../../money/money';
import { addDays } from '../../time/days';
import { dayOf } from '../../time/period';
import type { Threshold } from '../budget';
import { budgetPeriodOf } from '../budget-period';
import { reachedThresholds, thresholdsUpTo } from '../thresholds';
import { announceThresholds, type ThresholdCause } from './announce-thresholds';
import { type BudgetConfig, loadBudgetConfig } from './budget-config';
import type { CounterStanding } from './threshold-facts';

/** Usage that comes in late is still announced for this many days after its period; later it is history. */
const LATE_DAYS = 2;

/** A counter with the percents announced already, and those whose executive review was opened. */
export interface StandingCounter extends CounterStanding {
  announced: ReadonlySet<number>;
  reviewed: ReadonlySet<number>;
}

/** Counters of the present period, of the next and of one just over, as of one snapshot; nothing is locked. */
export async function standingCounters(
  db: Queryable,
  config: BudgetConfig,
  now: Date,
  which: SQL,
): Promise<StandingCounter[]> {
  const since = addDays(dayOf(now, config.timeZone), -LATE_DAYS);
  const rows = await db.execute<
    Record<'budget' | 'subject' | 'start' | 'after' | 'spent', string> &
      Record<'announced' | 'reviewed', number[]>
  >(sql`
    select c.budget_id::text as budget, c.subject_id::text as subject, c.period_from::text as start,
      c.period_to::text as after,
      (c.spent + coalesce((select sum(d.spent) from budget_deltas d where d.counter_id = c.id), 0))::numeric(38,12)::text
        as spent,
      array(select e.percent from budget_threshold_events e
        where e.budget_id = c.budget_id and e.subject_id = c.subject_id and e.period_from = c.period_from) as announced,
      array(select r.percent from executive_reviews r
        where r.budget_id = c.budget_id and r.subject_id = c.subject_id and r.period_from = c.period_from) as reviewed
    from budget_counters c where c.period_to > ${since}::date and ${which} order by c.id`);
  return rows.flatMap((row) => {
    const budget = config.budgets.get(BigInt(row.budget));
    if (!budget) return [];
    const { from, to } = budgetPeriodOf(budget.period, row.start, config.fiscalYearStartMonth);
    if (from !== row.start || to !== row.after) return [];
    return [
      {
        budget,
        subjectId: BigInt(row.subject),
        period: { from, to },
        spent: parseMoney(row.spent),
        announced: new Set(row.announced),
        reviewed: new Set(row.reviewed),
      },
    ];
  });
}

/** Whether something of a threshold is left to be done: one may have come to call the executives since it was announced. */
export const isDue = ({ announced, reviewed }: StandingCounter, { percent, action }: Threshold): boolean =>
  !announced.has(percent) || (action.kind === 'executive_review' && !reviewed.has(percent));

/** Those that reached thresholds nobody announced. */
export function dueAnnouncements(counters: readonly StandingCounter[], now: Date) {
  return counters.flatMap((counter) => {
    const thresholds = reachedThresholds(counter.budget, counter.spent, now).filter((threshold) =>
      isDue(counter, threshold),
    );
    return thresholds.length === 0 ? [] : [{ counter, thresholds }];
  });
}

/**
 * Announces what a budget has reached, within the transaction of a verb that changed its limit, its thresholds or
 * what counts towards it: call it last. Nothing is locked; returns how many thresholds were announced.
 */
export async function evaluateBudget(
  tx: Tx,
  budgetId: bigint,
  now: Date,
  cause: ThresholdCause,
): Promise<number> {
  const config = await loadBudgetConfig(tx);
  const counters = await standingCounters(tx, config, now, sql`c.budget_id = ${budgetId}`);
  let announced = 0;
  for (const { counter, thresholds } of dueAnnouncements(counters, now))
    announced += (await announceThresholds(tx, now, config, counter, thresholds, cause)).length;
  return announced;
}

/**
 * Announces the threshold at which the gate refused a call, and the lower ones that are still to be announced.
 * `percent` is that of the blocking threshold. Call it where `announced` is not known, too: once is once.
 */
export async function announceDenied(
  tx: Tx,
  now: Date,
  config: BudgetConfig,
  standing: CounterStanding,
  percent: number,
): Promise<number[]> {
  return announceThresholds(tx, now, config, standing, thresholdsUpTo(standing.budget, percent), 'denied');
}
