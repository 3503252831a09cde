import type { Currency } from '../money/currency';
import { benchmarksOf } from './benchmarks';
import { QUARTER_MONTHS, TREND_MONTHS } from './board-months';
import { drillOf } from './drill';
import type { MonthFacts } from './facts';
import { FORMULAS } from './formulas';
import { METRIC_SHAPE, METRICS, type Metric, type MetricKey, type MetricValue } from './metric';
import { isMet, type TargetRow, targetFor, targetRowFor } from './targets';
import type { Worked } from './working';

/** Months of facts before the first of the trend: its two quarters. */
const LEAD_IN = 2 * QUARTER_MONTHS - 1;
/** Facts the metrics of a month need: thirteen months, and the quarters of the first. */
export const FACTS_MONTHS = TREND_MONTHS + LEAD_IN;

interface MetricsQuery {
  currency: Currency;
  /** `FACTS_MONTHS` of them, oldest first, ending with the month of the board. */
  facts: readonly MonthFacts[];
  /** In the order of setting. */
  targets: readonly TargetRow[];
  /** Units per US dollar on the last day, for what is not of the ledger. */
  rates: ReadonlyMap<string, string>;
  /** Of closed months, as they were closed: they never change. */
  frozen: ReadonlyMap<string, readonly Metric[]>;
}

/** One metric over the months that have both their quarters before them, oldest first. */
function workOut(key: MetricKey, { facts, currency }: Pick<MetricsQuery, 'facts' | 'currency'>) {
  return facts.slice(LEAD_IN).map((of, index): Worked & { month: string } => ({
    month: of.month,
    ...FORMULAS[key]({ currency, facts: of, earlier: facts.slice(index, index + LEAD_IN) }),
  }));
}

/** The eight metrics of the last month, in the order of the page. */
export const boardMetrics = (query: MetricsQuery): Metric[] => METRICS.map((key) => metricOf(key, query));

function metricOf(key: MetricKey, query: MetricsQuery): Metric {
  const { currency, targets, rates } = query;
  const worked = workOut(key, query);
  const last = worked.at(-1);
  const months = worked.map((one) => (one === last ? one : { ...one, ...asClosed(key, one.month, query) }));
  const before = months.at(-2);
  if (!last || !before) throw new RangeError('A metric needs its month and the one before.');
  const target = targetFor(targetRowFor(targets, key, last.month), currency, rates);
  const { value, gap, inputs, outOf, coverage, month } = last;
  return {
    ...{ key, ...METRIC_SHAPE[key], value, gap, outOf, target, coverage },
    met: isMet(key, value, target),
    previous: { value: before.value, gap: before.gap },
    trend: months.map((one) => ({ month: one.month, value: one.value, gap: one.gap })),
    inputs: [...inputs, ...benchmarksOf(key, currency, rates)],
    drill: drillOf(key, { month, currency }),
  };
}

function asClosed(key: MetricKey, month: string, { frozen }: MetricsQuery): MetricValue | null {
  const closed = frozen.get(month)?.find((metric) => metric.key === key);
  return closed ? { value: closed.value, gap: closed.gap } : null;
}
