import type { Coverage, Decimal, FxUse, PriceUse, UnpricedUse } from '../attribution/dto';
import type { Currency } from '../money/currency';
import type { Period } from '../time/days';
import type { Metric, MetricInput, MetricKey } from './metric';
import type { TargetRow } from './targets';

/** One row beneath a metric: a workflow, a department, a budget or a model, with its part in the formula. */
export interface MetricRow {
  /** Null: what names none. */
  key: string | null;
  label: string | null;
  values: MetricInput[];
  /** Where the row is looked into: a console path. */
  path: string;
  /** Its usage events; null where no usage lies beneath. */
  events: string | null;
}

/** The working of one metric of a month. */
export interface MetricExplanation {
  key: MetricKey;
  month: string;
  period: Period;
  currency: Currency;
  asOf: string;
  /** As the board has it: of a closed month, as it was closed. */
  metric: Metric;
  /** Of a closed month: what the ledger says now, where that is something else. */
  restated: Decimal | null;
  /** The rows beneath as the ledger has them now, those that weigh most first. */
  rows: MetricRow[];
  /** Every target that was set, newest first. */
  targets: TargetRow[];
  fx: FxUse[];
  coverage: Coverage;
  /** What each price version charged of the usage that counts, in US dollars; the dearest first. */
  priceUses: PriceUse[];
  unpricedUses: UnpricedUse[];
  /** The same usage in Explore: split, the working of its cost, and its events. */
  links: { split: string; working: string; events: string };
}
