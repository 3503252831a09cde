import { invalid } from '../errors';
import { type Money, moneyOf } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import type { Ratio } from './tokens-ratio';

/**
 * "Planning for 30 to 50 percent API price increases over the next 18 months" (guide to token economics, "Why Is
 * the Enterprise AI Bill Suddenly Exploding in 2026?"). It does not say how the rise comes; `evenly` is our reading.
 */
export const PUBLISHED_RISE = {
  low: { n: 30n, d: 100n },
  high: { n: 50n, d: 100n },
  months: 18,
} as const satisfies { low: Ratio; high: Ratio; months: number };

/**
 * `evenly`: month m costs 1 + rise × m ÷ months, the whole rise from month `months` on. `at_once`: the whole rise
 * from month 1. `at_end`: none of it before month `months`.
 */
export type RisePath = 'evenly' | 'at_once' | 'at_end';

export interface PriceRise {
  rise: Ratio;
  /** Months until the rise is complete. */
  months: number;
  path: RisePath;
  /** Months looked at, from today. */
  horizon: number;
}

export interface RisenCost {
  /** One amount per month of the horizon; they sum to `total` exactly. */
  monthly: Money[];
  total: Money;
  /** `total` less the same months at today's prices. */
  extra: Money;
  /** A month once the rise is complete. */
  risenMonthlyCost: Money;
}

/** What a month's cost at today's prices becomes while prices rise and volume stays. */
export function priceRise(monthlyCost: Money, { rise, months, path, horizon }: PriceRise): RisenCost {
  if (months < 1 || horizon < 1 || !Number.isInteger(months) || !Number.isInteger(horizon))
    throw invalid('A price rise takes at least one month, and at least one month is looked at.');
  const denominator = rise.d * BigInt(months);
  const monthly: Money[] = [];
  let exact = 0n;
  let told = 0n;
  for (let month = 1; month <= horizon; month += 1) {
    exact += monthlyCost * (denominator + rise.n * monthsRisen(path, month, months));
    const soFar = divideHalfEven(exact, denominator);
    monthly.push(moneyOf(soFar - told));
    told = soFar;
  }
  return {
    monthly,
    total: moneyOf(told),
    extra: moneyOf(told - monthlyCost * BigInt(horizon)),
    risenMonthlyCost: moneyOf(divideHalfEven(monthlyCost * (rise.d + rise.n), rise.d)),
  };
}

/** How many of the `months` parts of the rise are in force in a month. */
function monthsRisen(path: RisePath, month: number, months: number): bigint {
  if (path === 'at_once' || month >= months) return BigInt(months);
  return path === 'evenly' ? BigInt(month) : 0n;
}

/** The published 30 % and 50 % over 18 months, side by side. */
export function publishedRises(
  monthlyCost: Money,
  path: RisePath = 'evenly',
  horizon: number = PUBLISHED_RISE.months,
): { low: RisenCost; high: RisenCost } {
  const risen = (rise: Ratio) =>
    priceRise(monthlyCost, { rise, months: PUBLISHED_RISE.months, path, horizon });
  return { low: risen(PUBLISHED_RISE.low), high: risen(PUBLISHED_RISE.high) };
}
