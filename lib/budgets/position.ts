import { type Period, toInstants } from '../time/period';
import { type Budget, blockingPercent, limitAt, type Threshold, thresholdAt } from './budget';
import type { BudgetPosition } from './budget-dto';
import { amountText, inOwnUnit } from './own-unit';
import { paceOf, percentOf } from './pace';
import { reachedThresholds } from './thresholds';

/** A counter, in ledger units. */
export interface CounterFigures {
  period: Period;
  spent: bigint;
  reserved: bigint;
  unpricedTokens: bigint;
}

export interface PositionInput {
  budget: Budget;
  /** The limit in force in the budget's own unit, as it was written. */
  limitAmount: bigint;
  counter: CounterFigures;
  spentToday: bigint;
  /** Percents at which the executives decided to go on. */
  continued: readonly number[];
  now: Date;
  today: string;
  timeZone: string;
}

/** Where a counter of the present period stands. */
export function positionOf(input: PositionInput): BudgetPosition {
  const { budget, counter, limitAmount, now, timeZone } = input;
  const { period, spent } = counter;
  const limit = limitAt(budget, now);
  const range = toInstants(period, timeZone);
  const totalMs = range.to.getTime() - range.from.getTime();
  const elapsedMs = Math.min(Math.max(now.getTime() - range.from.getTime(), 0), totalMs);
  const { forecast, exhaustedOn, state } = paceOf({
    ...{ period, limit, spent, elapsedMs, totalMs },
    ...{ today: input.today, spentToday: input.spentToday, blockedAt: blockedAt(input, limit) },
  });
  const own = (units: bigint) => inOwnUnit(units, budget);
  return {
    period,
    limit: amountText(limitAmount),
    spent: amountText(own(spent)),
    reserved: amountText(own(counter.reserved)),
    remaining: amountText(limitAmount - own(spent) - own(counter.reserved)),
    percent: percentOf(spent, limit) ?? '0.0',
    elapsedPercent: percentOf(BigInt(elapsedMs), BigInt(totalMs)) ?? '0.0',
    forecast: forecast === null ? null : amountText(own(forecast)),
    forecastPercent: forecast === null ? null : percentOf(forecast, limit),
    exhaustedOn,
    state,
    reached: highestReached(budget, spent, now),
    unpricedTokens: counter.unpricedTokens.toString(),
  };
}

function blockedAt({ budget, continued }: PositionInput, limit: bigint): bigint | null {
  const holding = budget.thresholds.filter(
    ({ percent, action }) => action.kind !== 'executive_review' || !continued.includes(percent),
  );
  const percent = blockingPercent(holding);
  return percent === null ? null : thresholdAt(limit, percent);
}

export const highestReached = (budget: Budget, spent: bigint, now: Date): Threshold | null =>
  reachedThresholds(budget, spent, now).at(-1) ?? null;
