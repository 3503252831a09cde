import { invalid } from '../errors';
import { type Money, moneyOf } from './money';
import { divideHalfEven } from './rounding';

/** Currencies a reader may choose. The ledger itself is always USD. */
export const CURRENCIES = ['HKD', 'USD', 'CNY', 'GBP', 'EUR', 'JPY', 'SGD', 'AUD'] as const;
export type Currency = (typeof CURRENCIES)[number];
export const LEDGER_CURRENCY: Currency = 'USD';

export const isCurrency = (text: string): text is Currency =>
  (CURRENCIES as readonly string[]).includes(text);

/** Units of `quote` per one US dollar, at 10⁻¹⁰, in force over the half-open days `[validFrom, validTo)`. */
export interface FxRate {
  id: string;
  quote: Currency;
  validFrom: string;
  validTo: string | null;
  rate: string;
  source: string;
}

export const FX_SCALE = 10;
const FX_UNIT = 10n ** 10n;

/** Parses a rate such as `7.8012` to an integer of 10⁻¹⁰; it must be above zero. */
export function parseFxRate(text: string): bigint {
  const match = /^(\d{1,10})(?:\.(\d{1,10}))?$/.exec(text);
  const units = match
    ? BigInt(match[1] ?? '0') * FX_UNIT + BigInt((match[2] ?? '').padEnd(FX_SCALE, '0'))
    : 0n;
  if (units <= 0n)
    throw invalid(
      `"${text.slice(0, 40)}" is not a rate: write a number above zero with at most 10 decimals.`,
    );
  return units;
}

/** The rate in force on a calendar day (YYYY-MM-DD), or null: a missing rate is never taken as 1. */
export function fxRateOn(rates: readonly FxRate[], quote: Currency, day: string): FxRate | null {
  return (
    rates.find((r) => r.quote === quote && r.validFrom <= day && (r.validTo === null || day < r.validTo)) ??
    null
  );
}

/** A ledger amount in the reading currency, rounded once, half to even, at 10⁻¹². */
export function convert(amount: Money, rate: string): Money {
  return moneyOf(divideHalfEven(amount * parseFxRate(rate), FX_UNIT));
}
