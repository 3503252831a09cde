import { moneyOf, moneyToString, parseMoney } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import { unitPrice } from './compile-rates';
import type { Rates, TokenPrices } from './rates';

/** Off the list price, in per cent: above 0 and at most 100, with at most four decimals. */
export const PERCENT = /^(?:100(?:\.0{1,4})?|\d{1,2}(?:\.\d{1,4})?)$/;

const WHOLE = 1_000_000n;

/** What is left to pay, in millionths: 12.5 % off leaves 875,000. Throws RangeError on what is no discount. */
export function remainderOf(percent: string): bigint {
  const [whole = '', fraction = ''] = percent.split('.');
  const off = PERCENT.test(percent) ? BigInt(whole) * 10_000n + BigInt(fraction.padEnd(4, '0')) : 0n;
  if (off <= 0n) throw new RangeError(`"${percent}" is not a discount: above 0 and at most 100 per cent.`);
  return WHOLE - off;
}

/** A list price less the discount, USD per million tokens: rounded half to even to six decimals, once, here. */
export function discountedPrice(listPrice: string, percent: string): string {
  const micros = divideHalfEven(unitPrice(listPrice) * remainderOf(percent), WHOLE);
  const digits = micros.toString().padStart(7, '0');
  return trimmed(`${digits.slice(0, -6)}.${digits.slice(-6)}`);
}

/** The price per request less the discount, rounded half to even to twelve decimals. */
function discountedRequest(perRequest: string, percent: string): string {
  const picos = divideHalfEven(parseMoney(perRequest) * remainderOf(percent), WHOLE);
  return trimmed(moneyToString(moneyOf(picos)));
}

const trimmed = (decimal: string): string => decimal.replace(/\.?0+$/, '') || '0';

/**
 * List rates less a discount: every unit price and the price per request, each rounded once. Factors of service
 * tiers stay as they are, so batch comes off the discounted price. A class without a price of its own stays so.
 */
export function discountedRates(rates: Rates, percent: string): Rates {
  const off = (prices: TokenPrices): TokenPrices =>
    Object.fromEntries(
      Object.entries(prices).map(([tokenClass, price]) => [tokenClass, discountedPrice(price, percent)]),
    );
  const tiersOff = (tiers: NonNullable<Rates['contextTiers']>) =>
    tiers.map((tier) => ({ ...tier, prices: off(tier.prices) }));
  return {
    ...rates,
    prices: off(rates.prices),
    ...(rates.contextTiers && { contextTiers: tiersOff(rates.contextTiers) }),
    ...(rates.windows && {
      windows: rates.windows.map((window) => ({
        ...window,
        prices: off(window.prices),
        ...(window.contextTiers && { contextTiers: tiersOff(window.contextTiers) }),
      })),
    }),
    ...(rates.perRequest !== undefined && { perRequest: discountedRequest(rates.perRequest, percent) }),
  };
}
