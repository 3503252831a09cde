import { divideHalfEven } from '../money/rounding';
import type { ActualsNote } from './actuals';
import { FRACTION_LIMIT } from './tokens-ratio';

const UNITS = 1_000_000n;

/** `n / d` as a number with at most six decimals, half to even; whole where six decimals cannot be told apart. */
export function sixDecimals(n: bigint, d: bigint): number {
  if (n >= BigInt(FRACTION_LIMIT) * d) return Number(divideHalfEven(n, d));
  return Number(divideHalfEven(n * UNITS, d)) / Number(UNITS);
}

/** A share in per cent with one decimal, as text. */
export const percent = (part: bigint, whole: bigint): string =>
  whole === 0n ? '0' : String(Number(divideHalfEven(part * 1000n, whole)) / 10);

/** Says one thing that had to be assumed. */
export type Note = (key: ActualsNote['key'], values?: ActualsNote['values']) => void;
