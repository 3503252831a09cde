import type { Decimal } from '../attribution/dto';

/** The five metrics of the board, then the three of cost per output; in the order of the page. */
export const METRICS = [
  'cost_per_outcome',
  'forecast_variance',
  'workflow_profitability',
  'optimisation_rate',
  'budget_compliance',
  'cost_per_action',
  'cost_per_active_user',
  'cost_optimised_share',
] as const;
export type MetricKey = (typeof METRICS)[number];

/** money: reading currency. share: 0.25 is 25 %. workflows: how many of `outOf`. */
export type MetricUnit = 'money' | 'share' | 'workflows';

/** How a value is held against its target: at most, at least, or within ± of zero. */
export type TargetSense = 'at_most' | 'at_least' | 'within';

export const METRIC_SHAPE: Record<MetricKey, { unit: MetricUnit; sense: TargetSense }> = {
  cost_per_outcome: { unit: 'money', sense: 'at_most' },
  forecast_variance: { unit: 'share', sense: 'within' },
  workflow_profitability: { unit: 'workflows', sense: 'at_least' },
  optimisation_rate: { unit: 'share', sense: 'at_least' },
  budget_compliance: { unit: 'share', sense: 'at_least' },
  cost_per_action: { unit: 'money', sense: 'at_most' },
  cost_per_active_user: { unit: 'money', sense: 'at_most' },
  cost_optimised_share: { unit: 'share', sense: 'at_least' },
};

/** Why a metric has no value: nothing was counted, nothing was frozen beforehand, no price, no rate, no budgets. */
export type MetricGap =
  | 'no_outcomes'
  | 'no_values'
  | 'no_snapshot'
  | 'no_earlier_quarter'
  | 'no_budgets'
  | 'no_users'
  | 'no_usage'
  | 'unpriced'
  | 'no_fx_rate';

export interface MetricValue {
  /** Money at 12 decimals, shares at 6, workflows as a whole number. */
  value: Decimal | null;
  gap: MetricGap | null;
}

export interface MetricTarget {
  value: Decimal;
  /** The first month it holds for, as 2026-10. */
  since: string;
  setBy: string;
}

/** One term of the formula, by name, such as `effective_cost` over `outcomes`. */
export interface MetricInput {
  key: string;
  unit: 'money' | 'share' | 'count' | 'usd';
  value: Decimal | null;
}

export interface Metric extends MetricValue {
  key: MetricKey;
  unit: MetricUnit;
  sense: TargetSense;
  /** Workflow profitability: how many workflows could be judged. */
  outOf: number | null;
  target: MetricTarget | null;
  /** Null where there is no value or no target. */
  met: boolean | null;
  previous: MetricValue;
  /** Thirteen months, oldest first, ending with this one. */
  trend: ({ month: string } & MetricValue)[];
  /** What share of the spend (or of the workflows) the figure could judge, 0 to 1 at 6 decimals. */
  coverage: Decimal | null;
  /** The terms of the formula, in its order; `value` follows from them to the last digit. */
  inputs: MetricInput[];
  /** Where the rows beneath are: a console path. */
  drill: string;
}
