/**
 * An exact rational, `n / d` with `d` above zero, not necessarily in lowest terms. The calculator's token counts,
 * shares and monthly amounts are ratios until the one rounding at the end, so that twice the calls is exactly
 * twice the cost and no order of multiplication changes a digit.
 */
export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

export const NONE: Ratio = { n: 0n, d: 1n };
export const ONE: Ratio = { n: 1n, d: 1n };

/** What a workload's numbers are written in: at most six decimals, units of 10⁻⁶. */
export const DECIMALS = 6;
const SCALE = 1_000_000;
/** Below this, a number with six decimals is told apart from its neighbours by a double. */
export const FRACTION_LIMIT = 1e9;

/** Whether a number is a whole number, or one that six decimals write exactly. */
export const isWritable = (value: number): boolean =>
  Number.isSafeInteger(value) ||
  (Math.abs(value) < FRACTION_LIMIT && Math.round(value * SCALE) / SCALE === value);

/** A workload's number as the decimal it is written as: 0.7 is 7/10, not the double beside it. */
export function ratioOf(value: number): Ratio {
  if (Number.isSafeInteger(value)) return { n: BigInt(value), d: 1n };
  if (!(Math.abs(value) < FRACTION_LIMIT)) throw new RangeError(`${value} has no six-decimal writing.`);
  const units = Math.round(value * SCALE);
  const shared = sharedFactor(Math.abs(units), SCALE);
  return { n: BigInt(units / shared), d: BigInt(SCALE / shared) };
}

function sharedFactor(a: number, b: number): number {
  let [high, low] = [a, b];
  while (low !== 0) [high, low] = [low, high % low];
  return high;
}

export function times(a: Ratio, b: Ratio): Ratio {
  if (a.n === 0n || b.n === 0n) return NONE;
  return { n: a.n * b.n, d: a.d * b.d };
}

export function plus(a: Ratio, b: Ratio): Ratio {
  if (a.n === 0n) return b;
  if (b.n === 0n) return a;
  if (a.d === b.d) return { n: a.n + b.n, d: a.d };
  const d = leastCommonMultiple(a.d, b.d);
  return { n: a.n * (d / a.d) + b.n * (d / b.d), d };
}

export const minus = (a: Ratio, b: Ratio): Ratio => plus(a, { n: -b.n, d: b.d });

/** `a / b`; `b` above zero. */
export function over(a: Ratio, b: Ratio): Ratio {
  if (b.n <= 0n) throw new RangeError('A ratio is divided by something above zero only.');
  return { n: a.n * b.d, d: a.d * b.n };
}

export const sumOf = (ratios: Iterable<Ratio>): Ratio => {
  let sum = NONE;
  for (const ratio of ratios) sum = plus(sum, ratio);
  return sum;
};

/** 1 − share. */
export const restOf = (share: Ratio): Ratio => (share.n === 0n ? ONE : { n: share.d - share.n, d: share.d });

/** Below zero, zero or above zero, as `a` is below, equal to or above `b`. */
export function compare(a: Ratio, b: Ratio): number {
  const [left, right] = a.d === b.d ? [a.n, b.n] : [a.n * b.d, b.n * a.d];
  return left < right ? -1 : left > right ? 1 : 0;
}

export const least = (a: Ratio, b: Ratio): Ratio => (compare(a, b) <= 0 ? a : b);
export const most = (a: Ratio, b: Ratio): Ratio => (compare(a, b) >= 0 ? a : b);

/** The least whole number that is not below; for ratios of zero and above. */
export const roundedUp = ({ n, d }: Ratio): bigint => (n + d - 1n) / d;

/** The least denominator that all of the ratios can be written over. */
export function commonDenominator(ratios: Iterable<Ratio>): bigint {
  let common = 1n;
  for (const { n, d } of ratios) {
    if (n !== 0n) common = leastCommonMultiple(common, d);
  }
  return common;
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  if (a === b || b === 1n || a % b === 0n) return a;
  if (a === 1n || b % a === 0n) return b;
  return (a / greatestCommonDivisor(a, b)) * b;
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [high, low] = [a, b];
  while (low !== 0n) [high, low] = [low, high % low];
  return high;
}

/** The numerator over a denominator that `ratio.d` divides (any one, where the ratio is zero). */
export const numeratorOver = ({ n, d }: Ratio, denominator: bigint): bigint =>
  n === 0n ? 0n : d === denominator ? n : n * (denominator / d);
