import type { Sums } from '../attribution/sums';
import type { WorkflowResult } from '../outcomes/profit-and-loss';

/** What a workflow cost and delivered in a month, in 10⁻¹² US dollars: exchange rates play no part. */
export interface WorkflowUnits {
  effectiveCost: bigint;
  outcomes: bigint;
}

/** Everything that the metrics of one month follow from. Money at 10^-moneyPlaces of the reading currency. */
export interface MonthFacts {
  /** As 2026-10. */
  month: string;
  total: Sums;
  /** Production traffic that names a workflow: see `isAction`. */
  actions: Sums;
  /** Usage that names a user, and how many there were. */
  named: Sums;
  activeUsers: bigint;
  /** By tier of the model that served; null: of no tier yet. */
  tiers: ReadonlyMap<string | null, Sums>;
  /** Profit and loss of each workflow. */
  results: readonly WorkflowResult[];
  units: ReadonlyMap<string, WorkflowUnits>;
  /** US dollars at 10⁻¹². Null: nothing was frozen before the month began. */
  forecast: { expected: bigint; actual: bigint } | null;
  budgets: { within: number; counted: number; uncounted: number };
}
