import type { Money } from '../money/money';
import type { ModelTier, ServiceTier } from '../pricing/rates';
import type { ModelRef } from './policy';

/** A model of the catalogue, as routing needs to know it. */
export interface RoutableModel {
  modelId: bigint;
  provider: string;
  model: string;
  /** Null until someone says. */
  tier: ModelTier | null;
  /** Tokens it can take in all; null: not known. */
  contextWindow: number | null;
  /** It thinks before it answers: see `isReasoningModel`. */
  isReasoning: boolean;
}

/** Tokens a call may take. */
export interface CallSize {
  /** Of every class of input. */
  inputTokens: number;
  /** Null: the caller sets no limit. */
  maxOutputTokens: number | null;
  /** Parts of `inputTokens`; absent: none. */
  cacheReadTokens?: number;
  cacheWrite5mTokens?: number;
  cacheWrite1hTokens?: number;
  /** Absent: standard. */
  serviceTier?: ServiceTier;
}

/** What a policy is compiled against. */
export interface RouteCatalogue {
  /** The organisation's, for the hours of rules. */
  timeZone: string;
  /** Task classes that are simple, built in or the organisation's own. */
  simpleTaskClasses: ReadonlySet<string>;
  /** Null: no such model. Aliases and dated names are followed. */
  find(ref: ModelRef): RoutableModel | null;
  /** The most a call may cost with a model at `at`, 10⁻¹² USD; null: it has no price then. */
  estimate(model: RoutableModel, size: CallSize, at: Date): Money | null;
}

/**
 * Whether a model thinks before it answers, by its name: price lists do not say. `o1`, `o3-mini`, `gpt-5.5-reasoning-mode`,
 * `deepseek-reasoner`, `deepseek-r1`, `…-thinking`, `magistral-…`, `qwq-…`.
 */
export const isReasoningModel = (model: string): boolean =>
  /(^|[/.-])(o[1-9](-(mini|pro|preview|deep-research).*)?|.*reason(ing|er).*|.*thinking.*|deepseek-r\d.*|magistral.*|qwq.*)$/i.test(
    model,
  ) && !/non-?(reasoning|thinking)/i.test(model);
