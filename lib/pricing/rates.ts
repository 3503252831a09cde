/**
 * What a price version says, as stored in `price_versions.rates`.
 * Every price is a decimal string in USD per million tokens with at most six decimals, so that
 * tokens × price is a whole number of 10⁻¹² USD.
 */
export const TOKEN_CLASSES = [
  'input',
  'cacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
  'output',
  'reasoning',
] as const;
export type TokenClass = (typeof TOKEN_CLASSES)[number];
export const SERVICE_TIERS = ['standard', 'batch', 'priority', 'flex'] as const;
export type ServiceTier = (typeof SERVICE_TIERS)[number];

export type TokenPrices = Partial<Record<TokenClass, string>>;

/** Prices of a request whose whole input is above `aboveInputTokens`; the highest that applies wins. */
export interface ContextTier {
  aboveInputTokens: number;
  prices: TokenPrices;
}

/** A daily window of UTC time (HH:MM or HH:MM:SS), half-open; may pass midnight. The first that holds wins. */
export interface TimeWindow {
  fromUtc: string;
  toUtc: string;
  prices: TokenPrices;
  contextTiers?: ContextTier[];
}

export interface Rates {
  prices: TokenPrices;
  contextTiers?: ContextTier[];
  windows?: TimeWindow[];
  /** Decimal factor on every token price, e.g. { batch: '0.5' }. A missing tier is unpriced, never 1. */
  serviceTiers?: Partial<Record<ServiceTier, string>>;
  /** USD per request, decimal string with at most twelve decimals. */
  perRequest?: string;
  /** The source says "free" for self-hosted weights: shown, never charged as zero. */
  selfHosted?: boolean;
}

/** Where a model becomes dearer, cheaper or smaller: the organisation's three tiers. */
export const MODEL_TIERS = ['frontier', 'balanced', 'cost_optimised'] as const;
export type ModelTier = (typeof MODEL_TIERS)[number];
