import { parseMoney } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import {
  type ContextTier,
  type Rates,
  type ServiceTier,
  TOKEN_CLASSES,
  type TokenClass,
  type TokenPrices,
} from './rates';

/** 10⁻⁶ USD per million tokens = 10⁻¹² USD per token, in the order of TOKEN_CLASSES; null: no price. */
export type UnitPrices = readonly (bigint | null)[];

interface Stage {
  base: UnitPrices;
  /** Highest threshold first. */
  tiers: readonly { above: bigint; prices: UnitPrices }[];
}

interface CompiledWindow extends Stage {
  fromMs: number;
  toMs: number;
}

export interface CompiledRates {
  selfHosted: boolean;
  perRequest: bigint;
  tiers: Partial<Record<ServiceTier, Stage & { windows: readonly CompiledWindow[] }>>;
}

/**
 * What a class costs when the list does not price it by itself (the rule of genai-prices: a subset without
 * its own price stays in the class that includes it). Input and output have nothing to fall back to.
 */
const FALLBACK: Partial<Record<TokenClass, TokenClass>> = {
  cacheRead: 'input',
  cacheWrite5m: 'input',
  cacheWrite1h: 'cacheWrite5m',
  reasoning: 'output',
};

const PRICE = /^(\d{1,12})(?:\.(\d{1,6}))?$/;

/** A price such as `0.075` (USD per million tokens) as whole 10⁻¹² USD per token. */
export function unitPrice(text: string): bigint {
  const match = PRICE.exec(text);
  if (!match) throw new RangeError(`"${text}" is not a price: digits with at most six decimals.`);
  return BigInt(match[1] ?? '0') * 1_000_000n + BigInt((match[2] ?? '').padEnd(6, '0'));
}

/**
 * unit price × factor. If the product needs more than six decimals per million tokens the RATE is rounded
 * half to even, once, here; the charge itself is then a whole product and is never rounded.
 */
function scaled(unit: bigint, factor: bigint): bigint {
  return divideHalfEven(unit * factor, 10n ** 12n);
}

export function priceOf(prices: TokenPrices, tokenClass: TokenClass): string | undefined {
  const own = prices[tokenClass];
  if (own !== undefined) return own;
  const wider = FALLBACK[tokenClass];
  return wider && priceOf(prices, wider);
}

function unitPrices(prices: TokenPrices, factor: bigint): UnitPrices {
  return TOKEN_CLASSES.map((tokenClass) => {
    const text = priceOf(prices, tokenClass);
    return text === undefined ? null : scaled(unitPrice(text), factor);
  });
}

function stage(prices: TokenPrices, contextTiers: ContextTier[] | undefined, factor: bigint): Stage {
  const tiers = (contextTiers ?? []).map((tier) => ({
    above: BigInt(tier.aboveInputTokens),
    prices: unitPrices({ ...prices, ...tier.prices }, factor),
  }));
  tiers.sort((a, b) => (a.above > b.above ? -1 : a.above < b.above ? 1 : 0));
  return { base: unitPrices(prices, factor), tiers };
}

/** `HH:MM` or `HH:MM:SS` as milliseconds after midnight UTC. */
export function timeOfDayMs(text: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (!match) throw new RangeError(`"${text}" is not a time of day: write HH:MM.`);
  return ((Number(match[1]) * 60 + Number(match[2])) * 60 + Number(match[3] ?? 0)) * 1000;
}

/** Rates ready to multiply: everything parsed, fallbacks and multipliers applied. Throws RangeError on bad rates. */
export function compileRates(rates: Rates): CompiledRates {
  const factors: Partial<Record<ServiceTier, string>> = { standard: '1', ...rates.serviceTiers };
  const tiers: CompiledRates['tiers'] = {};
  for (const [tier, text] of Object.entries(factors) as [ServiceTier, string][]) {
    const factor = parseMoney(text);
    tiers[tier] = {
      ...stage(rates.prices, rates.contextTiers, factor),
      windows: (rates.windows ?? []).map((window) => ({
        fromMs: timeOfDayMs(window.fromUtc),
        toMs: timeOfDayMs(window.toUtc),
        ...stage(window.prices, window.contextTiers, factor),
      })),
    };
  }
  return {
    selfHosted: rates.selfHosted ?? false,
    perRequest: rates.perRequest ? parseMoney(rates.perRequest) : 0n,
    tiers,
  };
}

const DAY_MS = 86_400_000;

function holds(window: CompiledWindow, timeMs: number): boolean {
  return window.toMs < window.fromMs
    ? timeMs >= window.fromMs || timeMs < window.toMs
    : timeMs >= window.fromMs && timeMs < window.toMs;
}

/**
 * The unit prices for a moment and a size, or null where the service tier has no price.
 * The whole request is priced at the highest tier its input (cached parts included) is above. A row that
 * stands for several requests is placed by its mean input per request: total input > threshold × requests.
 */
export function pricesFor(
  rates: CompiledRates,
  serviceTier: ServiceTier,
  atMs: number,
  totalInput: bigint | number,
  requests: bigint | number,
): UnitPrices | null {
  const tier = rates.tiers[serviceTier];
  if (!tier) return null;
  let chosen: Stage = tier;
  if (tier.windows.length > 0) {
    const timeMs = ((atMs % DAY_MS) + DAY_MS) % DAY_MS;
    chosen = tier.windows.find((window) => holds(window, timeMs)) ?? tier;
  }
  if (chosen.tiers.length === 0) return chosen.base;
  const each = requests > 1 ? BigInt(requests) : 1n;
  for (const { above, prices } of chosen.tiers) if (totalInput > above * each) return prices;
  return chosen.base;
}
