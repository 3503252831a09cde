import type { RouteCatalogue } from './catalogue';
import type { StickyKey } from './policy';
import type { BarEvidence } from './quality-bar';

export type FindingCode =
  | 'duplicate_rule'
  | 'conflict'
  | 'shadowed'
  | 'unreachable'
  | 'missing_catch_all'
  | 'unknown_model'
  | 'model_without_price'
  | 'fallback_dearer'
  | 'context_window_too_small'
  | 'unknown_task_class'
  | 'unknown_workflow'
  | 'unknown_team'
  | 'model_not_approved'
  | 'reasoning_on_simple'
  | 'production_tier_in_development'
  | 'share_key_missing'
  | 'share_key_constant'
  | 'below_quality_bar'
  | 'no_evidence_for_bar';

/** Something to see about a policy. An `error` keeps it from being submitted. */
export interface Finding {
  code: FindingCode;
  severity: 'error' | 'warning';
  /** Null: about the policy as a whole. */
  ruleId: string | null;
  /** What it is about beside the rule: another rule, a model, a name. */
  other?: string;
  /** What its words are filled with, in any language. */
  values: Record<string, string | number>;
  /** In words, in English. */
  detail: string;
}

/** What the names of a policy are checked against. */
export interface CheckContext {
  catalogue: RouteCatalogue;
  /** Prices as they are then. */
  at: Date;
  teams: ReadonlySet<string>;
  workflows: ReadonlySet<string>;
  taskClasses: ReadonlySet<string>;
  /** Keys that the organisation's calls carry. */
  stickyKeys: ReadonlySet<StickyKey>;
  /** What counts for the policy; stale where it is older at `at` than the policy allows. */
  evidence: readonly BarEvidence[];
}
