import type { Currency } from './currency';
import { type Money, parseMoney } from './money';
import { divideHalfEven } from './rounding';

export type Locale = 'en' | 'zh-HK';

/** Written forms asked for by Hong Kong finance readers: the currency is always said. */
const SYMBOLS: Record<Currency, string> = {
  HKD: 'HK$',
  USD: 'US$',
  CNY: 'CN¥',
  GBP: '£',
  EUR: '€',
  JPY: 'JP¥',
  SGD: 'S$',
  AUD: 'A$',
};

export const currencySymbol = (currency: Currency): string => SYMBOLS[currency];

function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** Decimals that keep an amount legible: none from 1,000 up, two from 1, more for fractions of a cent. */
export function legibleDecimals(amount: Money): number {
  const magnitude = amount < 0n ? -amount : amount;
  const unit = 10n ** 12n;
  if (magnitude >= 1000n * unit) return 0;
  if (magnitude >= unit || magnitude === 0n) return 2;
  if (magnitude >= unit / 100n) return 4;
  return magnitude >= unit / 1_000_000n ? 8 : 12;
}

/**
 * An amount for reading, e.g. `HK$512,400`. The only place money is rounded for people.
 * `decimals` defaults to {@link legibleDecimals}; minus is U+2212.
 */
export function formatMoney(amount: Money | string, currency: Currency, decimals?: number): string {
  const value = typeof amount === 'string' ? parseMoney(amount) : amount;
  const places = decimals ?? legibleDecimals(value);
  const rounded = divideHalfEven(value, 10n ** BigInt(12 - places));
  const magnitude = (rounded < 0n ? -rounded : rounded).toString().padStart(places + 1, '0');
  const whole = group(magnitude.slice(0, magnitude.length - places));
  const fraction = places > 0 ? `.${magnitude.slice(-places)}` : '';
  return `${rounded < 0n ? '−' : ''}${SYMBOLS[currency]}${whole}${fraction}`;
}

/** A count such as tokens or requests with thousands separators; accepts bigint or its decimal string. */
export function formatCount(count: bigint | number | string): string {
  const text = count.toString();
  return text.startsWith('-') ? `−${group(text.slice(1))}` : group(text);
}

/** A share in per cent with one decimal at most, e.g. `81.4 %`, from an exact ratio. Zero denominator → '–'. */
export function formatShare(numerator: bigint, denominator: bigint, decimals = 1): string {
  if (denominator === 0n) return '–';
  const scaled = divideHalfEven(
    (denominator < 0n ? -numerator : numerator) * 100n * 10n ** BigInt(decimals),
    denominator < 0n ? -denominator : denominator,
  );
  const negative = scaled < 0n;
  const digits = (negative ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  const whole = group(digits.slice(0, digits.length - decimals));
  const fraction = decimals > 0 ? digits.slice(-decimals).replace(/0+$/, '') : '';
  return `${negative ? '−' : ''}${whole}${fraction ? `.${fraction}` : ''} %`;
}

/** Pixels only: the lossy number a chart draws. Never for a figure a person reads. */
export const toChartNumber = (amount: Money | string): number =>
  typeof amount === 'string' ? Number(amount) : Number(amount) / 1e12;
