import type { Currency } from '../money/currency';
import { shareInput } from './arithmetic';
import { convertBetween } from './exchange';
import type { MetricInput, MetricKey } from './metric';

/** What an active user costs a month elsewhere, in Hong Kong dollars (mid-2026): knowledge work, and heavy agents. */
const ACTIVE_USER_HKD = {
  benchmark_low: '200',
  benchmark_high: '450',
  benchmark_agentic: '1200',
} as const;

/** The line of the share on cost-optimised models. */
const HALF = '0.500000';

/** What a metric is shown against beside its target: no terms of its formula, but of its page. */
export function benchmarksOf(
  metric: MetricKey,
  currency: Currency,
  rates: ReadonlyMap<string, string>,
): MetricInput[] {
  if (metric === 'cost_optimised_share') return [shareInput('benchmark_half', HALF)];
  if (metric !== 'cost_per_active_user') return [];
  return Object.entries(ACTIVE_USER_HKD).map(([key, amount]) => ({
    key,
    unit: 'money',
    value: convertBetween(amount, 'HKD', currency, rates),
  }));
}
