import type { ModelRef } from './policy';

/** A call as routing sees it. Names are those in force after tag rules where the caller knows them. */
export interface RouteCall {
  /** '': not declared. */
  taskClass: string;
  workflow: string | null;
  team: string;
  environment: string | null;
  customerSegment: string | null;
  inputTokens: number;
  /** Null: the caller sets no limit. */
  maxOutputTokens: number | null;
  /** The model asked for. */
  model: string;
  provider: string | null;
  user: string | null;
  requestId: string;
  time: Date;
  needsTools?: boolean;
  region?: string | null;
}

export type RouteReasonCode =
  | 'routed_by_policy'
  | 'canary'
  | 'model_not_in_catalogue'
  | 'model_not_approved'
  | 'context_window'
  | 'no_tools'
  | 'wrong_region'
  | 'reasoning_on_simple'
  | 'production_tier_in_development'
  | 'above_maximum_cost'
  | 'no_model_fits';

export interface RouteReason {
  code: RouteReasonCode;
  /** In words, in English. */
  detail: string;
}

export interface RouteResult {
  /** The rule that decided; null: none matched, and the call goes where it asked to. */
  rule: string | null;
  primary: ModelRef;
  /** To try in turn when the primary fails or is too slow. */
  fallback: ModelRef[];
  /** To put in the primary's place, the first first, when a budget asks for a cheaper model. */
  onBudget: ModelRef[];
  /** The primary is not the model asked for. */
  moved: boolean;
  reasons: RouteReason[];
}
