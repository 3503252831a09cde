import type { RouteCatalogue } from '../catalogue';
import type { PastCall, ReplayedCall } from './replay-types';

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
