import { fromUnits, toUnits } from '../attribution/figure';
import { moneyPlaces, SHARE_PLACES } from '../attribution/sums';
import type { Currency } from '../money/currency';
import { divideHalfEven } from '../money/rounding';
import type { MetricGap, MetricInput, MetricValue } from './metric';

export const MONEY_PLACES = 12;

export const gap = (reason: MetricGap): MetricValue => ({ value: null, gap: reason });
export const known = (value: string): MetricValue => ({ value, gap: null });

/** Money over a count, half to even at 12 decimals. `units` are at 10^-moneyPlaces; the count is above zero. */
export function moneyPer(units: bigint, count: bigint, currency: Currency): string {
  const scale = 10n ** BigInt(moneyPlaces(currency) - MONEY_PLACES);
  return fromUnits(divideHalfEven(units, count * scale), MONEY_PLACES);
}

/** `part ÷ whole`, half to even at 6 decimals; the whole is above zero. */
export const shareText = (part: bigint, whole: bigint): string =>
  fromUnits(divideHalfEven(part * 10n ** BigInt(SHARE_PLACES), whole), SHARE_PLACES);

/** The same, or null over nothing; never beyond 1. */
export const coverageText = (part: bigint, whole: bigint): string | null =>
  whole <= 0n ? null : shareText(part > whole ? whole : part, whole);

export const moneyInput = (key: string, units: bigint, currency: Currency): MetricInput => ({
  key,
  unit: 'money',
  value: fromUnits(units, moneyPlaces(currency)),
});
export const usdInput = (key: string, units: bigint): MetricInput => ({
  key,
  unit: 'usd',
  value: fromUnits(units, MONEY_PLACES),
});
export const countInput = (key: string, value: bigint | number | string): MetricInput => ({
  key,
  unit: 'count',
  value: value.toString(),
});
export const shareInput = (key: string, value: string | null): MetricInput => ({ key, unit: 'share', value });

/** Exact money of the wire in the units of the reading currency. */
export const unitsIn = (value: string, currency: Currency): bigint => toUnits(value, moneyPlaces(currency));
