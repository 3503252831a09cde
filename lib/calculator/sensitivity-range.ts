import type { Money } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import { FRACTION_LIMIT, type Ratio, ratioOf, times } from './tokens-ratio';

/** Named inputs of a cost: numbers with at most six decimals, read as the decimals they are written as. */
export type Inputs = Readonly<Record<string, number>>;

/** What a set of inputs costs, 10⁻¹² USD; null where it cannot be priced, which is never taken as zero. */
export type CostOver = (inputs: Inputs) => Money | null;

/** How far one input may lie from what was assumed. */
export interface InputRange {
  key: string;
  low: number;
  high: number;
}

/** Where a range must end whatever its share says: a share of calls stops at 1, calls per task start at 1. */
export interface Limits {
  min?: number;
  max?: number;
}

const SCALE = 1_000_000n;

/** `value × factor` as a number with at most six decimals, rounded half to even; whole from 10⁹ on. */
export function scaled(value: number, factor: Ratio): number {
  const { n, d } = times(ratioOf(value), factor);
  if (n < 0n ? -n >= d * BigInt(FRACTION_LIMIT) : n >= d * BigInt(FRACTION_LIMIT))
    return Number(divideHalfEven(n, d));
  return Number(divideHalfEven(n * SCALE, d)) / Number(SCALE);
}

/** From `base × (1 − share)` to `base × (1 + share)`, within the limits. */
export function rangeAround(key: string, base: number, share: Ratio, { min, max }: Limits = {}): InputRange {
  const ends = [share.d - share.n, share.d + share.n].map((n) =>
    Math.min(Math.max(scaled(base, { n, d: share.d }), min ?? -Infinity), max ?? Infinity),
  );
  return { key, low: Math.min(...ends), high: Math.max(...ends) };
}
