import { divideHalfEven } from '../money/rounding';
import { GUARD } from './shapley';

/**
 * Guarded values as whole last decimals that sum to `total`. Each is rounded half to even; what is then missing or
 * over (a few last decimals at most) goes one by one to the values rounded furthest the other way, ties to the
 * earlier one. A value of exactly zero stays zero, and negating all values and the total negates the result.
 */
export function settle(guarded: readonly bigint[], total: bigint): bigint[] {
  const rounded = guarded.map((value) => divideHalfEven(value, GUARD));
  let left = total - rounded.reduce((sum, value) => sum + value, 0n);
  if (left === 0n) return rounded;
  const step = left > 0n ? 1n : -1n;
  const order = guarded
    .map((value, index) => ({ index, short: (value - (rounded[index] ?? 0n) * GUARD) * step }))
    .filter(({ index }) => guarded[index] !== 0n)
    .sort((a, b) => (a.short === b.short ? a.index - b.index : a.short > b.short ? -1 : 1));
  if (order.length === 0) throw new RangeError('A change must have at least one cause.');
  for (let turn = 0; left !== 0n; turn += 1) {
    const { index } = order[turn % order.length] as { index: number };
    rounded[index] = (rounded[index] ?? 0n) + step;
    left -= step;
  }
  return rounded;
}
