import { moneyOf, moneyToString } from '../../money/money';
import { divideHalfEven } from '../../money/rounding';
import { compileRates, unitPrice } from '../compile-rates';
import { decimalPrice } from '../decimal-price';
import type { ContextTier, Rates, ServiceTier, TokenClass, TokenPrices } from '../rates';

/** LiteLLM's fields for a token class, in USD per token. Its cache write is the five-minute one. */
const FIELDS: readonly (readonly [TokenClass, ...string[]])[] = [
  ['input', 'input_cost_per_token'],
  ['cacheRead', 'cache_read_input_token_cost', 'input_cost_per_token_cache_hit'],
  ['cacheWrite5m', 'cache_creation_input_token_cost'],
  ['cacheWrite1h', 'cache_creation_input_token_cost_above_1hr'],
  ['output', 'output_cost_per_token'],
  ['reasoning', 'output_cost_per_reasoning_token'],
];
const FIELD_NAMES = FIELDS.flatMap(([, ...names]) => names);
const TIER_SUFFIX: readonly (readonly [Exclude<ServiceTier, 'standard'>, string])[] = [
  ['batch', '_batches'],
  ['priority', '_priority'],
  ['flex', '_flex'],
];
/** USD per token: beyond ten million a million tokens it is no price. */
const DEAREST = 10;
const ABOVE = /_above_(\d+)k_tokens$/;

export type UnreadableReason =
  | 'not_a_model'
  | 'no_name'
  | 'no_token_price'
  | 'only_zero'
  | 'not_a_price'
  | 'says_otherwise';

export type LitellmEntry = Record<string, unknown>;

/** Says why an entry has no rates; `detail` names the field or the other entry. */
export class Unreadable extends Error {
  constructor(
    readonly reason: UnreadableReason,
    readonly detail = '',
  ) {
    super(reason);
  }
}

/**
 * The rates of an entry, USD per million tokens. A zero is never read as free: LiteLLM writes it where it has no
 * price (subscriptions, local models) as well, so the class is left out. Prices by picture, second, page or audio
 * token are left out too, and the note says so. Throws {@link Unreadable}.
 */
export function litellmRates(entry: LitellmEntry): { rates: Rates; note: string | null } {
  const notes: string[] = [];
  const read = new Set<string>();
  const price = (source: LitellmEntry, field: string): string | undefined => {
    const value = source[field];
    if (value === undefined || value === null) return undefined;
    read.add(field);
    if (typeof value !== 'number' || !(value >= 0 && value < DEAREST))
      throw new Unreadable('not_a_price', field);
    if (value === 0) return undefined;
    const { price: text, rounded } = decimalPrice(value, 6);
    if (rounded) notes.push(`${field} rounded to ${text}`);
    return text === '0' ? undefined : text;
  };
  const pricesOf = (source: LitellmEntry, suffix = ''): TokenPrices =>
    Object.fromEntries(
      FIELDS.flatMap(([tokenClass, ...names]) => {
        const found = names.map((name) => price(source, name + suffix));
        const text = found.find((one) => one !== undefined);
        return text === undefined ? [] : [[tokenClass, text]];
      }),
    );

  const ranges = rangesOf(entry);
  const prices = pricesOf(ranges?.[0] ?? entry);
  if (prices.input === undefined && prices.output === undefined)
    throw new Unreadable(FIELD_NAMES.some((field) => entry[field] === 0) ? 'only_zero' : 'no_token_price');
  const contextTiers = ranges
    ? ranges
        .slice(1)
        .map((range): ContextTier => ({ aboveInputTokens: range.start, prices: pricesOf(range) }))
    : thresholdsOf(entry).map(
        (thousands): ContextTier => ({
          aboveInputTokens: thousands * 1000,
          prices: pricesOf(entry, `_above_${thousands}k_tokens`),
        }),
      );
  const tiers = contextTiers.filter((tier) => Object.keys(tier.prices).length > 0);
  const serviceTiers = Object.fromEntries(
    TIER_SUFFIX.flatMap(([tier, suffix]) => {
      const own = pricesOf(entry, suffix);
      if (Object.keys(own).length === 0) return [];
      const above = tiers.map(({ aboveInputTokens, prices: dearer }) => ({
        standard: { ...prices, ...dearer },
        own: pricesOf(entry, `_above_${aboveInputTokens / 1000}k_tokens${suffix}`),
      }));
      const factor = commonFactor([{ standard: prices, own }, ...above]);
      if (factor === null) notes.push(`${tier}: no one factor gives its prices`);
      return factor === null ? [] : [[tier, factor]];
    }),
  );
  const perRequest = requestPrice(entry, read);
  const rates: Rates = {
    prices,
    ...(perRequest !== undefined && { perRequest }),
    ...(tiers.length > 0 && { contextTiers: tiers }),
    ...(Object.keys(serviceTiers).length > 0 && { serviceTiers }),
  };
  compileRates(rates);
  const unread = Object.entries(entry).flatMap(([field, value]) =>
    /cost/.test(field) && !read.has(field) && typeof value === 'number' && value > 0 ? [field] : [],
  );
  if (unread.length > 0) notes.push(`not read: ${unread.join(', ')}`);
  return { rates, note: notes.length > 0 ? notes.join('; ').slice(0, 500) : null };
}

/** USD per request, where the entry has a price for it. Throws {@link Unreadable}. */
function requestPrice(entry: LitellmEntry, read: Set<string>): string | undefined {
  const value = entry.input_cost_per_request;
  if (typeof value !== 'number' || !(value > 0)) return undefined;
  if (value >= DEAREST) throw new Unreadable('not_a_price', 'input_cost_per_request');
  const { price, rounded } = decimalPrice(value);
  if (rounded) return undefined;
  read.add('input_cost_per_request');
  return price;
}

/** The thresholds in thousands of tokens that the fields of an entry name, lowest first. */
function thresholdsOf(entry: LitellmEntry): number[] {
  const found = Object.keys(entry).flatMap((field) => {
    const match = FIELD_NAMES.some((name) => field.startsWith(`${name}_above_`)) ? ABOVE.exec(field) : null;
    return match ? [Number(match[1])] : [];
  });
  return [...new Set(found)].sort((a, b) => a - b);
}

/** `tiered_pricing`: prices by range of input tokens; the first begins at zero. */
function rangesOf(entry: LitellmEntry): (LitellmEntry & { start: number })[] | null {
  const listed = entry.tiered_pricing;
  if (!Array.isArray(listed) || listed.length === 0) return null;
  const ranges = listed.map((range: unknown) => {
    const bounds = isEntry(range) ? range.range : null;
    const start: unknown = Array.isArray(bounds) ? bounds[0] : null;
    if (!isEntry(range) || typeof start !== 'number' || !Number.isInteger(start) || start < 0)
      throw new Unreadable('not_a_price', 'tiered_pricing');
    return { ...range, start };
  });
  ranges.sort((a, b) => a.start - b.start);
  if (ranges[0]?.start !== 0) throw new Unreadable('not_a_price', 'tiered_pricing');
  return ranges;
}

export const isEntry = (value: unknown): value is LitellmEntry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const PICOS = 10n ** 12n;

/** The factor on the standard prices that gives every price of a service tier back to the last decimal, or null. */
function commonFactor(stages: readonly { standard: TokenPrices; own: TokenPrices }[]): string | null {
  const pairs = stages.flatMap(({ standard, own }) =>
    Object.entries(own).map(([tokenClass, text]) => {
      const base = standard[tokenClass as TokenClass];
      return { base: base === undefined ? null : unitPrice(base), wanted: unitPrice(text) };
    }),
  );
  const [first] = pairs;
  if (!first?.base) return null;
  const factor = divideHalfEven(first.wanted * PICOS, first.base);
  const gives = pairs.every(
    ({ base, wanted }) => base !== null && divideHalfEven(base * factor, PICOS) === wanted,
  );
  return gives ? moneyToString(moneyOf(factor)).replace(/\.?0+$/, '') : null;
}
