import type { Currency } from '../money/currency';
import { currencySymbol, formatCount, formatMoney } from '../money/format';
import { parseMoney } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import { isMoneyMeasure, MEASURES, type Measure } from './query';

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** A decimal string as an integer of 10^-places, rounded half to even where it has more decimals. */
export function toUnits(decimal: string, places: number): bigint {
  const match = DECIMAL.exec(decimal);
  if (!match) throw new RangeError(`"${decimal.slice(0, 60)}" is not a decimal number.`);
  const [, sign, whole = '0', fraction = ''] = match;
  const kept = BigInt(whole + fraction.padEnd(places, '0'));
  const extra = Math.max(0, fraction.length - places);
  const units = extra === 0 ? kept : divideHalfEven(kept, 10n ** BigInt(extra));
  return sign === '-' ? -units : units;
}

/** The inverse of {@link toUnits}: always `places` decimals, so that equal amounts are equal strings. */
export function fromUnits(units: bigint, places: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const sign = units < 0n ? '-' : '';
  if (places === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Exact money of any scale as the ledger's 12 decimals, rounded once, half to even: what `formatMoney` takes. */
export const toLedgerScale = (decimal: string): string => fromUnits(toUnits(decimal, 12), 12);

/** A figure's value for reading, e.g. `HK$512,400`, `1,204`, `81.4 %`. Null prints as an en dash. */
export function formatFigure(
  value: string | null,
  measure: Measure,
  currency: Currency,
  decimals?: number,
): string {
  if (value === null) return '–';
  if (isMoneyMeasure(measure)) return formatMoney(parseMoney(toLedgerScale(value)), currency, decimals);
  if (MEASURES[measure].kind === 'count') return formatCount(value);
  return formatShareOf(value, decimals ?? 1);
}

/** A ratio such as `0.814` as `81.4 %`; with `signed`, `+81.4 %`. Minus is U+2212. */
export function formatShareOf(value: string | null, decimals = 1, signed = false): string {
  if (value === null) return '–';
  const units = toUnits(value, decimals + 2);
  const text = fromUnits(units < 0n ? -units : units, decimals);
  const [whole = '0', fraction] = text.split('.');
  const trimmed = fraction?.replace(/0+$/, '');
  const sign = units < 0n ? '−' : signed && units > 0n ? '+' : '';
  return `${sign}${formatCount(whole)}${trimmed ? `.${trimmed}` : ''} %`;
}

/** The unit to print beside a column heading: a currency symbol, or null for counts and shares. */
export const unitOf = (measure: Measure, currency: Currency): string | null =>
  isMoneyMeasure(measure) ? currencySymbol(currency) : null;
