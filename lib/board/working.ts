import type { Currency } from '../money/currency';
import type { MonthFacts } from './facts';
import type { MetricInput, MetricValue } from './metric';

/** What a metric of one month is worked out from. */
export interface Working {
  currency: Currency;
  facts: MonthFacts;
  /** The same of the five months before, oldest first: a quarter, and the quarter before it. */
  earlier: readonly MonthFacts[];
}

/** The value and the terms it follows from. */
export interface Worked extends MetricValue {
  inputs: MetricInput[];
  outOf: number | null;
  coverage: string | null;
}

export const worked = (
  value: MetricValue,
  inputs: MetricInput[],
  coverage: string | null = null,
): Worked => ({ ...value, inputs, outOf: null, coverage });
