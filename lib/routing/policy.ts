/**
 * A routing policy as it is written, stored, shown and sent: plain data. Amounts and shares are decimal strings.
 * How it decides is in `route-call.ts`.
 */

/** A model by its name in the catalogue; `provider` null: whichever provider the name is known at. */
export interface ModelRef {
  provider: string | null;
  model: string;
}

export const FALLBACK_REASONS = ['error', 'timeout', 'budget'] as const;
/** When a fallback answers: the model failed, was too slow, or a budget asks for a cheaper one. */
export type FallbackOn = (typeof FALLBACK_REASONS)[number];

/** Which calls a rule is for. What is absent matches any call; of a list, any value matches. */
export interface RuleCondition {
  taskClass?: string[];
  workflow?: string[];
  team?: string[];
  environment?: string[];
  customerSegment?: string[];
  /** Tokens of input, half-open: from ≤ input < below. */
  inputTokens?: { from?: number; below?: number };
  /**
   * 'HH:MM' of the organisation's zone, half-open; `until` at or before `from` reaches into the next day. `days` 1
   * Monday to 7 Sunday, of the day on which the hours begin; absent: every day.
   */
  hours?: { from: string; until: string; days?: number[] };
}

/** The lists of a condition, in the order they are shown. */
export const CONDITION_LISTS = ['taskClass', 'workflow', 'team', 'environment', 'customerSegment'] as const;
export type ConditionList = (typeof CONDITION_LISTS)[number];

export const STICKY_KEYS = ['user', 'workflow', 'customer_segment', 'request'] as const;
/** What the share of a rule is drawn by: the same key is always drawn the same way. */
export type StickyKey = (typeof STICKY_KEYS)[number];

export type Fallback = ModelRef & { on: FallbackOn[] };

export interface RoutingRule {
  /** A slug, unique in the policy. */
  id: string;
  when: RuleCondition;
  primary: ModelRef;
  /** In the order they are tried. */
  fallback: Fallback[];
  /** US dollars a call, a decimal string: a model estimated above it gives way to the first fallback within it. */
  maximumCost?: string;
  /** 0 to 1, a decimal string: the share of right answers the model must have proven for the class. */
  qualityBar?: string;
  /** 1 to 100: the per cent of matching calls the rule takes; the rest falls to the next rule. Absent: all. */
  share?: number;
  /** Absent: request. A call without the key is not taken by a rule with a share. */
  stickyBy?: StickyKey;
}

/** What a model can do, where the policy's author knows it: nothing is assumed of models not listed. */
interface ModelSupport {
  model: ModelRef;
  /** False: calls that need tools do not go there. */
  tools?: boolean;
  /** Calls of other regions do not go there. */
  regions?: string[];
}

export interface PolicyConstraints {
  /** A team in the list is only served these models; a team not in it any. */
  approvedModels: { team: string; models: ModelRef[] }[];
  /** Simple task classes are not routed to models that reason. */
  noReasoningOnSimple: boolean;
  /** The environment `development` is not routed to models of the frontier tier. */
  noProductionTierInDevelopment: boolean;
  /** Evidence older than this many days is stale. */
  evidenceMaxAgeDays: number;
  modelSupport?: ModelSupport[];
}

export interface PolicyBody {
  /** The first that matches decides. */
  rules: RoutingRule[];
  constraints: PolicyConstraints;
}

export type VersionStatus = 'draft' | 'submitted' | 'approved' | 'published' | 'retired';

export const EMPTY_POLICY: PolicyBody = {
  rules: [],
  constraints: {
    approvedModels: [],
    noReasoningOnSimple: true,
    noProductionTierInDevelopment: true,
    evidenceMaxAgeDays: 90,
  },
};

/** One text for one model name, for keys of maps. */
export const modelRefKey = ({ provider, model }: ModelRef): string =>
  `${provider?.toLowerCase() ?? ''}/${model}`;
