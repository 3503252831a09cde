import type { Ratio } from '../calculator/tokens-ratio';
import { type Money, moneyOf } from '../money/money';
import { divideHalfEven } from '../money/rounding';

/** What is left of a metered month when this share of it is saved: rounded once, half to even, in USD 10⁻¹². */
export const plannedMonthly = (baseline: Money, savedShare: Ratio): Money =>
  moneyOf(divideHalfEven(baseline * (savedShare.d - savedShare.n), savedShare.d));
