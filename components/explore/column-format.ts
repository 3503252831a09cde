import { formatFigure, formatShareOf, fromUnits, toUnits } from '@/lib/attribution/figure';
import { isMoneyMeasure, type Measure } from '@/lib/attribution/query';
import type { Currency } from '@/lib/money/currency';
import { formatCount, legibleDecimals } from '@/lib/money/format';
import { moneyOf } from '@/lib/money/money';

/** Decimals for a whole column, from its total, so that its figures line up. */
export function columnDecimals(total: string | null | undefined, measure: Measure): number | undefined {
  if (!isMoneyMeasure(measure) || total == null) return undefined;
  return legibleDecimals(moneyOf(toUnits(total, 12)));
}

/** A figure with the column's decimals; what they would print as zero keeps its own, so that little is not nothing. */
export function columnFigure(
  value: string | null,
  measure: Measure,
  currency: Currency,
  decimals: number | undefined,
): string {
  if (value === null || decimals === undefined) return formatFigure(value, measure, currency);
  const rounded = toUnits(value, decimals);
  const hidden = rounded === 0n && /[1-9]/.test(value);
  return formatFigure(value, measure, currency, hidden ? undefined : decimals);
}

/** A share with always one decimal, e.g. `12.0 %`: shares in a column line up. */
export function columnShare(value: string | null, signed = false): string {
  if (value === null) return '–';
  const units = toUnits(value, 3);
  const [whole = '0', fraction = '0'] = fromUnits(units < 0n ? -units : units, 1).split('.');
  const sign = units < 0n ? '−' : signed && units > 0n ? '+' : '';
  return `${sign}${formatCount(whole)}.${fraction} %`;
}

/** How much is covered: what is not quite all is never rounded up to 100 %, nor what is not nothing down to 0. */
export function coverageShare(value: string | null): string {
  const text = formatShareOf(value);
  if (value === null) return text;
  const units = toUnits(value, 6);
  if (text === '100 %' && units < 1_000_000n) return '> 99.9 %';
  return text === '0 %' && units > 0n ? '< 0.1 %' : text;
}
