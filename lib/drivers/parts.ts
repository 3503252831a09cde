/** Why spend changed, in the order a bridge is drawn. */
export const DRIVER_PARTS = [
  /** More or fewer requests. */
  'volume',
  /** A larger or smaller share of the requests has a price: what is newly known, not newly used. */
  'coverage',
  /** Requests moved between models. */
  'modelMix',
  /** Requests of a model moved between service tiers (standard, batch, priority, flex). */
  'serviceTier',
  /** Input per request, cached or not. */
  'inputTokens',
  /** The shares of that input that were read from a cache, written to one, or neither. */
  'cacheShare',
  'outputTokens',
  'reasoningTokens',
  /** What a token of a class, or a request, costs on a model and tier. */
  'price',
  /** The rate from the ledger's US dollars into the reading currency. */
  'fx',
] as const;
export type DriverPart = (typeof DRIVER_PARTS)[number];

/** Amounts in the last decimal of the reading currency. */
export type PartAmounts = Record<DriverPart, bigint>;

export const noParts = (): PartAmounts =>
  Object.fromEntries(DRIVER_PARTS.map((part) => [part, 0n])) as PartAmounts;

export function addParts(into: PartAmounts, more: PartAmounts): void {
  for (const part of DRIVER_PARTS) into[part] += more[part];
}
