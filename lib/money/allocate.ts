import { invalid } from '../errors';
import { type Money, moneyOf } from './money';

/**
 * Splits `amount` in proportion to `weights` so that the shares sum to it exactly.
 * Largest remainder: each share is the floor of its exact part; the picos left over go to the largest
 * remainders, ties to the earlier share. Weights must be ≥ 0 and not all zero.
 */
export function allocate(amount: Money, weights: readonly bigint[]): Money[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n || weights.some((weight) => weight < 0n)) {
    throw invalid('Nothing to allocate by: give at least one weight above zero and none below.');
  }
  const magnitude = amount < 0n ? -amount : amount;
  const floors = weights.map((weight) => (magnitude * weight) / total);
  const remainders = weights.map((weight, index) => ({ index, remainder: (magnitude * weight) % total }));
  let left = magnitude - floors.reduce((sum, share) => sum + share, 0n);
  remainders.sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const { index } of remainders) {
    if (left === 0n) break;
    floors[index] = (floors[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return floors.map((share) => moneyOf(amount < 0n ? -share : share));
}
