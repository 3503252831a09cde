import { z } from 'zod';
import { type Budget, DOWNGRADE_TIERS, limitAt, type Threshold, thresholdAt } from './budget';

const action = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('notify') }),
  z.strictObject({ kind: z.literal('warn') }),
  z.strictObject({ kind: z.literal('throttle'), requestsPerMinute: z.int().min(1).max(1_000_000) }),
  z.strictObject({ kind: z.literal('downgrade'), tier: z.enum(DOWNGRADE_TIERS) }),
  z.strictObject({ kind: z.literal('block') }),
  z.strictObject({ kind: z.literal('executive_review') }),
]);

const stored = z.array(z.strictObject({ percent: z.int().min(1).max(200), action }));

/** Thresholds as stored, ascending by percent; throws where they are not what a verb would have written. */
export function parseThresholds(raw: unknown): Threshold[] {
  const thresholds: Threshold[] = stored.parse(raw);
  if (new Set(thresholds.map(({ percent }) => percent)).size !== thresholds.length)
    throw new RangeError('Two thresholds lie at the same percent.');
  return thresholds.sort((a, b) => a.percent - b.percent);
}

/**
 * The thresholds that `spent` (ledger units, reservations left out) has reached at an instant, ascending. Nothing
 * spent reaches nothing, also where the limit is 0.
 */
export function reachedThresholds(
  budget: Pick<Budget, 'limit' | 'raise' | 'thresholds'>,
  spent: bigint,
  now: Date,
): Threshold[] {
  if (spent <= 0n) return [];
  const limit = limitAt(budget, now);
  return budget.thresholds.filter(({ percent }) => spent >= thresholdAt(limit, percent));
}

/** The thresholds at or below the percent at which the gate refused a call, ascending. */
export const thresholdsUpTo = (budget: Pick<Budget, 'thresholds'>, percent: number): Threshold[] =>
  budget.thresholds.filter((threshold) => threshold.percent <= percent);
