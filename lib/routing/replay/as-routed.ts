import type { RouteCatalogue } from '../catalogue';
import type { ModelRef } from '../policy';
import type { PastCall, ReplayedCall } from './replay-types';

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

/** The version that is replayed. */
export interface ReplayedVersion {
  policyId: string;
  version: number;
  /** Whether it was the policy's version in force, at milliseconds since 1970. */
  wasInForce: (at: number) => boolean;
}

/**
 * A call that this very version routed at the gate, and that went where the gate said: as it was, whatever its draw, its
 * size or the evidence of the time. Null: any other call; it is replayed.
 */
export function asRouted(
  past: PastCall,
  of: ReplayedVersion,
  catalogue: Pick<RouteCatalogue, 'find'>,
): ReplayedCall | null {
  const { decision, modelId, effectiveCost } = past;
  if (!decision) return null;
  const { policy } = decision;
  const isOfVersion = policy
    ? policy.id === of.policyId && policy.version === of.version
    : of.wasInForce(decision.at);
  const wentThere =
    decision.modelId === modelId || decision.fallback.some((ref) => catalogue.find(ref)?.modelId === modelId);
  if (!isOfVersion || !wentThere) return null;
  return { rule: policy?.rule ?? null, moved: false, modelId, before: effectiveCost, after: effectiveCost };
}
