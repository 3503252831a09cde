import type { TokenClass } from '../pricing/rates';

/** Token classes are disjoint: no token is counted in two of them. Wire name → name in code. */
export const TOKEN_CLASS_BY_WIRE_NAME = {
  input: 'input',
  cache_read: 'cacheRead',
  cache_write_5m: 'cacheWrite5m',
  cache_write_1h: 'cacheWrite1h',
  output: 'output',
  reasoning: 'reasoning',
} as const satisfies Record<string, TokenClass>;

export type WireTokenClass = keyof typeof TOKEN_CLASS_BY_WIRE_NAME;
export const WIRE_TOKEN_CLASSES = Object.keys(TOKEN_CLASS_BY_WIRE_NAME) as WireTokenClass[];
export const TOKEN_CLASSES = Object.values(TOKEN_CLASS_BY_WIRE_NAME) as TokenClass[];

/** Whole tokens per class, as numbers: every value is at most {@link MAX_TOKENS}, so sums of a batch stay exact. */
export type TokenCounts = Record<TokenClass, number>;

/** Most tokens of one class in one event. 10,000 × 10¹¹ stays below 2⁵³; a bigint column holds 10⁷ such events. */
export const MAX_TOKENS = 100_000_000_000;
/** Most requests one aggregated event may stand for. */
export const MAX_REQUESTS = 1_000_000_000;
export const MAX_CONTEXT_TOKENS = 2_147_483_647;
