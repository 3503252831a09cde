import type { GateAnswer } from '../gate-answer';
import type { GateRequest } from '../gate-request';

/** A checked request that waits for its decision. Its tags name the team. */
export interface GateSubmission {
  keyId: string;
  /** As reported: with the request's id, its identity. */
  team: string;
  request: GateRequest;
  digest: string;
  /** No policy routes it. */
  keepModel: boolean;
}

/** `conflict`: the id was used before, for another request. */
export type GateOutcome =
  | { kind: 'conflict' }
  | {
      kind: 'decided';
      answer: GateAnswer;
      /** The answer as JSON. */
      body: string;
      /** Decided before, or twice in one batch: not counted again. */
      isRepeat: boolean;
    };

export const identityOf = ({ team, request }: GateSubmission): string => `${team}\n${request.id}`;

/** The same outcome for a request that came again, or a conflict where another took its id. */
export const repeated = (outcome: GateOutcome, digest: string, firstDigest: string): GateOutcome =>
  outcome.kind === 'conflict' || digest !== firstDigest
    ? { kind: 'conflict' }
    : { ...outcome, isRepeat: true };
