import type { Decimal } from '../attribution/dto';
import { fromUnits, toUnits } from '../attribution/figure';
import { formatCount } from '../money/format';

/** What the figures of a drawing are counted in, said once beside it instead of at every bar. */
export type AmountScale = 'units' | 'thousand' | 'million';

const SHIFT: Record<AmountScale, number> = { units: 0, thousand: 3, million: 6 };

/** One scale for a drawing, by its largest amount. */
export function scaleFor(amounts: readonly Decimal[]): AmountScale {
  const digits = Math.max(
    0,
    ...amounts.map((amount) => (amount.replace('-', '').split('.')[0] ?? '').length),
  );
  return digits > 7 ? 'million' : digits > 5 ? 'thousand' : 'units';
}

/** `131900.4` as `131.9` in thousands; rounded once, half to even. */
export function scaled(amount: Decimal, scale: AmountScale, signed = false): string {
  const decimals =
    scale === 'units' ? (toUnits(amount, 0) > -1000n && toUnits(amount, 0) < 1000n ? 2 : 0) : 1;
  const units = toUnits(shifted(amount, SHIFT[scale]), decimals);
  const [whole = '0', fraction] = fromUnits(units < 0n ? -units : units, decimals).split('.');
  const sign = units < 0n ? '−' : signed && units > 0n ? '+' : '';
  return `${sign}${formatCount(whole)}${fraction ? `.${fraction}` : ''}`;
}

/** The same decimal with its point moved to the left: exact. */
function shifted(amount: Decimal, by: number): Decimal {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const padded = whole.padStart(by + 1, '0');
  const at = padded.length - by;
  const sign = amount.startsWith('-') ? '-' : '';
  return `${sign}${padded.slice(0, at)}.${padded.slice(at)}${fraction}`.replace(/\.$/, '');
}
