/**
 * What a price version says, as stored in `price_versions.rates`.
 * Every price is a decimal string in USD per million tokens with at most six decimals, so that
 * tokens × price is a whole number of 10⁻¹² USD.
 */
export type TokenClass = 'input' | 'cacheRead' | 'cacheWrite5m' | 'cacheWrite1h' | 'output' | 'reasoning';
export type ServiceTier = 'standard' | 'batch' | 'priority' | 'flex';

export type TokenPrices = Partial<Record<TokenClass, string>>;

/** Prices of a request whose whole input is above `aboveInputTokens`; the highest that applies wins. */
export interface ContextTier {
  aboveInputTokens: number;
  prices: TokenPrices;
}

/** A daily window of UTC time, half-open; may pass midnight. */
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
