import type { Money } from '../money/money';
import type { Charge, PriceBook, UnpricedReason } from '../pricing/price-book';
import type { TokenClass } from '../pricing/rates';
import type { GateRequest } from './gate-request';

/** Output a call is taken to write at most where its caller sets no limit. */
export const ASSUMED_MAX_OUTPUT = 4096;

/** The most a call may cost and use: what the gate holds until usage says what it was. */
export interface Estimate {
  /** Null: a name that no catalogue knows. */
  modelId: bigint | null;
  /** 10⁻¹² USD at the effective price now; null: unpriced, for `unpricedReason`. */
  estimatedCost: Money | null;
  unpricedReason: UnpricedReason | null;
  /** Input of every class and the most output. */
  estimatedTokens: bigint;
}

type Call = Pick<
  GateRequest,
  | 'serviceTier'
  | 'inputTokens'
  | 'cacheReadTokens'
  | 'cacheWrite5mTokens'
  | 'cacheWrite1hTokens'
  | 'maxOutputTokens'
>;

const maxOutputOf = (call: Call): number => call.maxOutputTokens ?? ASSUMED_MAX_OUTPUT;

/** Whole tokens of a call that writes as much as it may; each class is at most 10¹¹, so the sum is exact. */
export const estimatedTokensOf = (call: Call): number =>
  call.inputTokens +
  call.cacheReadTokens +
  call.cacheWrite5mTokens +
  call.cacheWrite1hTokens +
  maxOutputOf(call);

/** All output at the price of visible output: which part will be reasoning is not known before the call. */
export function tokensOfCall(call: Call): Record<TokenClass, number> {
  return {
    input: call.inputTokens,
    cacheRead: call.cacheReadTokens,
    cacheWrite5m: call.cacheWrite5mTokens,
    cacheWrite1h: call.cacheWrite1hTokens,
    output: maxOutputOf(call),
    reasoning: 0,
  };
}

const estimateFrom = (charge: Charge, call: Call): Estimate => ({
  modelId: charge.modelId,
  estimatedCost: charge.priced ? charge.effectiveCost : null,
  unpricedReason: charge.priced ? null : charge.reason,
  estimatedTokens: BigInt(estimatedTokensOf(call)),
});

/** What the call asked for may cost. `atMs`: milliseconds since 1970. */
export function estimateCall(prices: PriceBook, request: GateRequest, atMs: number): Estimate {
  const usage = { serviceTier: request.serviceTier, requests: 1, tokens: tokensOfCall(request) };
  return estimateFrom(prices.chargeCounts(request.provider, request.model, atMs, usage), request);
}

/** What the same call may cost with another model of the catalogue. */
export function estimateWith(prices: PriceBook, modelId: bigint, request: Call, at: Date): Estimate {
  const counts = tokensOfCall(request);
  const usage = {
    at,
    serviceTier: request.serviceTier,
    requests: 1n,
    tokens: Object.fromEntries(
      Object.entries(counts).map(([tokenClass, used]) => [tokenClass, BigInt(used)]),
    ) as Record<TokenClass, bigint>,
  };
  return estimateFrom(prices.chargeModel(modelId, usage), request);
}
