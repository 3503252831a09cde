import { addDays, daysBetween, type Period } from '../time/days';

/**
 * How a budget stands, in a word: `blocked` the gate refuses, `exceeded` beyond the limit but not refused,
 * `will_exceed` at the rate of the completed days, `ahead` of time but within the limit at that rate, `on_track`.
 */
export const BUDGET_STATES = ['on_track', 'ahead', 'will_exceed', 'exceeded', 'blocked'] as const;
export type BudgetState = (typeof BUDGET_STATES)[number];

/** Amounts in ledger units, time in milliseconds of the period. */
export interface PaceInput {
  period: Period;
  /** A day of the period. */
  today: string;
  elapsedMs: number;
  totalMs: number;
  limit: bigint;
  /** Where the gate refuses; null: it never does. */
  blockedAt: bigint | null;
  /** In the period so far, today included. */
  spent: bigint;
  spentToday: bigint;
}

export interface Pace {
  /** Spent at the end of the period at the rate of the completed days; null before one day is completed. */
  forecast: bigint | null;
  /** The day the limit is reached at that rate; null: reached already, or not within the period. */
  exhaustedOn: string | null;
  state: BudgetState;
}

export function paceOf(input: PaceInput): Pace {
  const forecast = forecastOf(input);
  return { forecast, exhaustedOn: exhaustionDay(input), state: stateOf(input, forecast) };
}

/** Linear, rounded up; never less than what is spent already. */
export function forecastOf({ period, today, spent, spentToday }: PaceInput): bigint | null {
  const completedDays = BigInt(daysBetween(period.from, today));
  if (completedDays <= 0n) return null;
  const totalDays = BigInt(daysBetween(period.from, period.to));
  const forecast = ceilDiv((spent - spentToday) * totalDays, completedDays);
  return forecast > spent ? forecast : spent;
}

export function exhaustionDay({ period, today, limit, spent, spentToday }: PaceInput): string | null {
  const completedDays = daysBetween(period.from, today);
  const completed = spent - spentToday;
  if (spent >= limit || completedDays <= 0 || completed <= 0n) return null;
  // Days until completed + days × (completed ÷ completedDays) reaches the limit.
  const days = ceilDiv((limit - completed) * BigInt(completedDays), completed);
  if (days > BigInt(daysBetween(today, period.to))) return null;
  return addDays(today, Number(days) - 1);
}

function stateOf(input: PaceInput, forecast: bigint | null): BudgetState {
  const { limit, blockedAt, spent, elapsedMs, totalMs } = input;
  if (blockedAt !== null && spent >= blockedAt) return 'blocked';
  if (spent > limit) return 'exceeded';
  if (forecast !== null && forecast > limit) return 'will_exceed';
  return spent * BigInt(totalMs) > limit * BigInt(elapsedMs) ? 'ahead' : 'on_track';
}

const ceilDiv = (a: bigint, b: bigint): bigint => (a <= 0n ? a / b : (a + b - 1n) / b);

/** `part` of `whole` in per cent with one decimal, rounded down: it never says 100.0 before it is reached. */
export function percentOf(part: bigint, whole: bigint): string | null {
  if (whole <= 0n) return null;
  const tenths = (part * 1000n) / whole;
  const magnitude = tenths < 0n ? -tenths : tenths;
  return `${tenths < 0n ? '-' : ''}${magnitude / 10n}.${magnitude % 10n}`;
}
