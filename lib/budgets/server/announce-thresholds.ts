import type { Tx } from '@/db/client';
import { budgetThresholdEvents, executiveReviews } from '@/db/schema';
import { raiseAlert } from '../../alerts/server/raise-alert';
import { moneyOf } from '../../money/money';
import { limitAt, type Threshold } from '../budget';
import type { BudgetConfig } from './budget-config';
import { teamOfBudget } from './budget-terms';
import { type CounterStanding, thresholdFacts } from './threshold-facts';

/** Why a threshold is announced: spent beyond it, a call refused because of it, or the limit moved below what was spent. */
export type ThresholdCause = 'spent' | 'denied' | 'limit_changed';

/**
 * Writes down the thresholds that nobody announced before for this budget, subject and period, in ascending order,
 * each with its alert; and opens the review of each that calls the executives, also where it was announced before it
 * did. Returns the percents that are new.
 */
export async function announceThresholds(
  tx: Tx,
  now: Date,
  config: BudgetConfig,
  standing: CounterStanding,
  thresholds: readonly Threshold[],
  cause: ThresholdCause,
): Promise<number[]> {
  const { budget, subjectId, period, spent } = standing;
  if (thresholds.length === 0) return [];
  const announced = await tx
    .insert(budgetThresholdEvents)
    .values(
      thresholds.map(({ percent }) => ({
        ...{ budgetId: budget.id, subjectId, periodFrom: period.from, percent, at: now, cause },
        ...{ spent: moneyOf(spent), limitUnits: moneyOf(limitAt(budget, now)) },
      })),
    )
    .onConflictDoNothing()
    .returning({ percent: budgetThresholdEvents.percent });
  const fresh = new Set(announced.map(({ percent }) => percent));
  const opened = await openReviews(tx, now, standing, thresholds);
  if (fresh.size === 0 && opened.size === 0) return [];
  const facts = await thresholdFacts(tx, now, config, standing);
  const about = { teamId: await teamOfBudget(tx, budget.id), budgetId: budget.id };
  const place = `${budget.id}:${subjectId}:${period.from}`;
  for (const { percent, action } of thresholds) {
    if (fresh.has(percent))
      await raiseAlert(tx, now, {
        ...about,
        dedupeKey: `budget_threshold:${place}:${percent}`,
        facts: { kind: 'budget_threshold', ...facts, percent, action, cause },
      });
    if (!opened.has(percent)) continue;
    const { budget: named, spent: soFar, limit, periodFrom, periodTo } = facts;
    await raiseAlert(tx, now, {
      ...about,
      dedupeKey: `executive_review:${place}:${percent}`,
      facts: { kind: 'executive_review', budget: named, percent, spent: soFar, limit, periodFrom, periodTo },
    });
  }
  return [...fresh].sort((a, b) => a - b);
}

/** Returns the percents whose review nobody had opened. */
async function openReviews(
  tx: Tx,
  now: Date,
  { budget, subjectId, period }: CounterStanding,
  thresholds: readonly Threshold[],
): Promise<Set<number>> {
  const calling = thresholds.filter(({ action }) => action.kind === 'executive_review');
  if (calling.length === 0) return new Set();
  const opened = await tx
    .insert(executiveReviews)
    .values(
      calling.map(({ percent }) => ({
        ...{ budgetId: budget.id, subjectId, periodFrom: period.from, percent, openedAt: now },
      })),
    )
    .onConflictDoNothing()
    .returning({ percent: executiveReviews.percent });
  return new Set(opened.map(({ percent }) => percent));
}
