import type { Money } from '../../money/money';
import type { ModelTier, ServiceTier, TokenClass } from '../../pricing/rates';
import type { SaidInTags } from '../classify/unclassified-call';
import type { ModelRef } from '../policy';
import type { RouteCall } from '../route-call-types';

/** What the gate answered before a call, where its decision is kept. */
export interface PastDecision {
  /** Milliseconds since 1970. */
  at: number;
  /** Null: no rule of a policy decided. */
  policy: { id: string; version: number; rule: string } | null;
  /** The model it answered with; null: the catalogue did not know it. */
  modelId: bigint | null;
  fallback: ModelRef[];
}

/** A usage event of the ledger as replay sees it; an event may stand for several alike calls. */
export interface PastCall {
  call: Omit<RouteCall, 'inputTokens' | 'maxOutputTokens'>;
  /** The model that served it. */
  modelId: bigint;
  serviceTier: ServiceTier;
  requests: bigint;
  /** Of all its requests. */
  tokens: Record<TokenClass, bigint>;
  /** 10⁻¹² USD; null: it has no price. */
  effectiveCost: Money | null;
  /** Which try it was, from 1. */
  attempt: number;
  /** What its tags say of the work, where no task class was declared. */
  said: SaidInTags;
  /** Null: the gate was not asked, or its decision is not kept any more; then `call.requestId` is the event's own id. */
  decision: PastDecision | null;
  /** Whose budgets it counts for, as tag rules and departments are now. */
  countsFor: {
    teamId: bigint;
    departmentId: bigint | null;
    /** usage_users.id */
    userId: bigint | null;
    /** api_keys.number */
    keyNumber: bigint | null;
  };
}

/** What became of one event: `after` null where the other model has no price for it then. */
export interface ReplayedCall {
  rule: string | null;
  moved: boolean;
  /** The model that would serve it. */
  modelId: bigint;
  before: Money | null;
  after: Money | null;
}

/** Sums of events that have a price before and after; those that have not are counted apart. */
export interface ReplaySums {
  calls: bigint;
  moved: bigint;
  before: Money;
  after: Money;
  /** Calls whose cost before or after is not known: in `calls`, and in neither sum. */
  unknown: bigint;
}

export type TierKey = ModelTier | 'unknown';

export interface ReplayReport {
  total: ReplaySums;
  byRule: Map<string | null, ReplaySums>;
  byTeam: Map<string, ReplaySums>;
  byWorkflow: Map<string | null, ReplaySums>;
  /** Moved calls, by task class and the model they would go to. */
  byClass: Map<string, ReplaySums & { taskClass: string; modelId: bigint }>;
  /** Calls by tier of the model, as it was and as it would be. */
  tiers: Map<TierKey, { before: bigint; after: bigint }>;
}
