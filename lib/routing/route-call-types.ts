import type { CallSize } from './catalogue';
import type { ModelRef } from './policy';

/** A call as routing sees it. Names are those in force after tag rules where the caller knows them. */
export interface RouteCall extends CallSize {
  /** '': not declared. */
  taskClass: string;
  workflow: string | null;
  team: string;
  environment: string | null;
  customerSegment: string | null;
  /** The model asked for. */
  model: string;
  provider: string | null;
  user: string | null;
  requestId: string;
  time: Date;
  needsTools?: boolean;
  region?: string | null;
}

/** Why a model of a rule does not answer a call. */
export type PassedOver =
  | 'model_not_approved'
  | 'reasoning_on_simple'
  | 'production_tier_in_development'
  | 'context_window'
  | 'no_tools'
  | 'wrong_region'
  | 'above_maximum_cost'
  | 'below_quality_bar'
  | 'no_evidence_for_bar';

export interface RouteReason {
  /**
   * `no_model_fits`: the rule matches, but none of its models may answer; the call goes where it asked to.
   * `task_class_assigned`: the call declares no class, and was routed by the one its classifier gave it.
   */
  code: 'routed_by_policy' | 'no_model_fits' | 'task_class_assigned' | PassedOver;
  /** What its words are filled with, in any language. */
  values: Record<string, string>;
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

/** Why a rule did not take a call. */
export type Mismatch =
  | 'task_class'
  | 'workflow'
  | 'team'
  | 'environment'
  | 'customer_segment'
  | 'input_tokens'
  | 'hours'
  | 'share'
  | 'share_key_missing';

/** One rule looked at; `mismatch` null: it took the call. */
export interface RouteStep {
  rule: string;
  mismatch: Mismatch | null;
}
