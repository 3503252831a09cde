import type { Verdict } from '../../evaluation/evidence';
import type { Blocks } from './avoided-blocks';
import type { TierKey } from './replay-types';

/** Amounts are decimal strings of US dollars; counts are decimal strings. */
export interface ReplaySumsDto {
  calls: string;
  moved: string;
  /** Of the calls with a price before and after. */
  before: string;
  after: string;
  saved: string;
  /** Calls in neither sum: their cost before or after is not known. */
  unknown: string;
}

/** What the evidence says about the model a class would move to; `none`: nothing was measured. */
export type ReplayEvidence = Verdict | 'stale' | 'none';

export interface ReplayDto {
  /** Days of the organisation's zone, half-open. */
  period: { from: string; to: string };
  /** Decimal string: tokens of the new model for each of the old. */
  tokenRatio: string;
  events: number;
  /** The period holds more events than are replayed at once: these are the first. */
  truncated: boolean;
  /** Calls that budgets refused in the period, and of them those that would have gone through. */
  blocks: Blocks;
  /** Calls whose share by request is drawn by the event's own id: the request's id is not kept. 0 without such a rule. */
  undrawn: string;
  total: ReplaySumsDto;
  /** Calls that declare no class, and of them those routed by the class that was assigned. */
  undeclared: { calls: string; assigned: string };
  byRule: (ReplaySumsDto & { rule: string | null })[];
  byTeam: (ReplaySumsDto & { team: string })[];
  byWorkflow: (ReplaySumsDto & { workflow: string | null })[];
  /** Each class that moves with what is proven of the model it would move to. */
  byClass: (ReplaySumsDto & { taskClass: string; model: string; evidence: ReplayEvidence })[];
  /** What classes with current proof would save; the rest of `total.saved` is unproven. */
  provenSaved: string;
  /** Calls by tier, as it was and as it would be. */
  tiers: { tier: TierKey; before: string; after: string }[];
}
