import type { ModelRef } from '../routing/policy';
import type { Reason } from './verdict';

/** What a policy in force made of a call. */
export interface GateRoute {
  policy: { id: string; version: number; rule: string };
  /** The model asked for, in the catalogue; null: no catalogue knows it. */
  askedModelId: bigint | null;
  /** The model routed to, where it is another one and in the catalogue. */
  movedToModelId: bigint | null;
  /** To try in turn when the model fails or is too slow. */
  fallback: ModelRef[];
  reasons: Reason[];
}
