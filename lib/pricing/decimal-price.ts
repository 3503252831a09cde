import { divideHalfEven } from '../money/rounding';

/**
 * A price from a list's JSON number as a decimal string with at most six decimals (USD per million tokens).
 * The shortest writing of the number is taken as what the list means. `rounded` is true where that has
 * more than six decimals (1/12 = 0.08333…): the rate is then rounded half to even, once, and says so.
 * Binary noise (0.18000000000000002) is not a rounding. Throws RangeError below zero or not finite.
 * `shift`: the list quotes per 10⁻ˢʰⁱᶠᵗ of a million; 6 for a price per token.
 */
export function decimalPrice(value: number, shift = 0): { price: string; rounded: boolean } {
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`${value} is not a price.`);
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const digits = BigInt(whole + fraction);
  const scale = fraction.length - Number(exponent) - shift;
  const micros =
    scale <= 6 ? digits * 10n ** BigInt(6 - scale) : divideHalfEven(digits, 10n ** BigInt(scale - 6));
  const meant = value * 10 ** shift;
  const back = Number(micros) / 1e6;
  const text = micros.toString().padStart(7, '0');
  const price = `${text.slice(0, -6)}.${text.slice(-6)}`.replace(/\.?0+$/, '');
  return { price: price === '' ? '0' : price, rounded: Math.abs(back - meant) > meant * 1e-12 };
}
