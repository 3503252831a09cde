import type { Money } from '../money/money';
import type { RouteReason } from '../routing/route-call-types';
import type { BudgetScopeKind, BudgetUnit } from './budget';

export type GateDecisionKind = 'allow' | 'warn' | 'deny';

/** Codes of the reasons in an answer. The first reason of a denial is the one that decided. */
export type ReasonCode =
  | 'killed'
  | 'budget_exceeded'
  | 'unpriced_model'
  | 'throttled'
  | 'budget_unavailable'
  | 'database_unavailable'
  | 'threshold_passed'
  | 'downgraded_by_budget'
  | 'no_cheaper_model'
  | 'not_held'
  | 'assumed_max_output'
  | RouteReason['code'];

export interface Reason {
  code: ReasonCode;
  detail: string;
  budgetId: bigint | null;
}

/** `ok`, else the strongest action among the thresholds passed; `unknown`: decided without the database. */
export type StandingState =
  | 'ok'
  | 'warn'
  | 'throttle'
  | 'downgrade'
  | 'block'
  | 'executive_review'
  | 'unknown';

/** How a budget stands after the decision, as the answer tells it. */
export interface Standing {
  budgetId: bigint;
  name: string;
  scope: BudgetScopeKind;
  unit: BudgetUnit;
  /** Spent and reserved, of the limit, one decimal, rounded down; null where it is not known. */
  percent: string | null;
  state: StandingState;
  /** US dollars, or tokens; below zero where more was spent than the limit; null where it is not known. */
  remaining: string | null;
}

export interface Verdict {
  decision: GateDecisionKind;
  provider: string | null;
  model: string;
  /** Catalogue model of a downgrade, or of a policy's; null: as asked for. */
  servedModelId: bigint | null;
  /** 10⁻¹² USD; null: unpriced. */
  estimatedCost: Money | null;
  estimatedTokens: bigint;
  /** What to hold on each counter given, in its ledger unit; all 0n for a denial. */
  holds: bigint[];
  reasons: Reason[];
  /** The strictest budget first. */
  standings: Standing[];
  /** The budget that denied, else the strictest; null: none applies, or no budget decided. */
  budgetId: bigint | null;
  /** Blocking thresholds that refused, by index of the counter. */
  refusedBy: { counter: number; percent: number }[];
  /** Throttled: seconds to the next minute. */
  retryAfterSeconds: number | null;
}
