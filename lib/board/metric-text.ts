import type { Decimal } from '../attribution/dto';
import { formatShareOf, fromUnits, toLedgerScale, toUnits } from '../attribution/figure';
import type { Currency } from '../money/currency';
import { formatCount, formatMoney } from '../money/format';
import type { Metric, MetricInput, MetricKey, MetricUnit } from './metric';

/** How a metric's numbers are written: unit, currency, and whether a plus belongs before them. */
export interface MetricStyle {
  unit: MetricUnit;
  currency: Currency;
  signed?: boolean;
}

/** Above and below are both worth saying for a variance; everything else is a size. */
export const isSigned = (key: MetricKey): boolean =>
  key === 'forecast_variance' || key === 'optimisation_rate';

/** An exact amount for reading: `HK$512,400`. A known nothing has no decimals to show. */
export const moneyText = (value: Decimal, currency: Currency, decimals?: number): string =>
  formatMoney(toLedgerScale(value), currency, decimals ?? (isZero(value) ? 0 : undefined));

/** `+HK$12,300`, `−HK$400`: an amount by which something moved. */
export const signedMoney = (value: Decimal, currency: Currency, decimals?: number): string =>
  `${value.startsWith('-') || isZero(value) ? '' : '+'}${moneyText(value, currency, decimals)}`;

export const isZero = (value: Decimal): boolean => !/[1-9]/.test(value);

/** A value of a metric for reading; null is the dash of what is not known. */
export function valueText(value: Decimal | null, { unit, currency, signed }: MetricStyle): string {
  if (value === null) return '–';
  if (unit === 'money') return moneyText(value, currency);
  if (unit === 'share') return formatShareOf(value, 1, signed);
  return formatCount(value.split('.')[0] ?? '0');
}

const SENSES = { at_most: '≤', at_least: '≥', within: '±' } as const;

/** `≤ HK$8.50`, `± 10 %`, `≥ 20`. */
export const targetText = (
  value: Decimal,
  { sense, unit, currency }: Pick<Metric, 'sense' | 'unit'> & { currency: Currency },
): string => `${SENSES[sense]} ${valueText(value, { unit, currency })}`;

/** A term of a formula, exact to its last digit where it is counted, legible where it is money. */
export function inputText({ unit, value }: MetricInput, currency: Currency): string {
  if (value === null) return '–';
  if (unit === 'count') return formatCount(value.split('.')[0] ?? '0');
  if (unit === 'share') return formatShareOf(value, 1);
  return moneyText(value, unit === 'usd' ? 'USD' : currency);
}

/** What a field for a target starts with and takes: per cent for shares, the plain amount otherwise. */
export function targetField(value: Decimal, unit: MetricUnit): string {
  const text = unit === 'share' ? fromUnits(toUnits(value, 6) * 100n, 6) : value;
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** The inverse: what was typed as the decimal string of a target; null: not a number that can be one. */
export function targetOf(typed: string, unit: MetricUnit): Decimal | null {
  const text = typed.replace(/[\s,%]|^[A-Z]*\$/g, '');
  const pattern =
    unit === 'workflows'
      ? /^\d{1,6}$/
      : unit === 'share'
        ? /^\d{1,5}(\.\d{1,4})?$/
        : /^\d{1,12}(\.\d{1,12})?$/;
  if (!pattern.test(text)) return null;
  return unit === 'share' ? fromUnits(toUnits(text, 4), 6) : text;
}
