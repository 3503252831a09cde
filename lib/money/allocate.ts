import { invalid } from '../errors';
import { type Money, moneyOf } from './money';
import { divideHalfEven } from './rounding';

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

/** A whole, rounded half to even, and its parts, which sum to it. */
export interface RoundedParts {
  total: Money;
  parts: Money[];
}

/**
 * Exact parts, `numerators` over one denominator in 10⁻¹² USD, rounded together: every part is its exact value
 * rounded down or up, and what is rounded up goes to the largest fractions, ties to the earlier part. (`allocate`
 * starts from an amount that is already rounded, which alone can put a part half a digit further off.)
 * Throws RangeError on a part below zero or a denominator below 1.
 */
export function roundParts(numerators: readonly bigint[], denominator: bigint): RoundedParts {
  if (numerators.some((part) => part < 0n)) throw new RangeError('A part is below zero.');
  const total = divideHalfEven(
    numerators.reduce((sum, part) => sum + part, 0n),
    denominator,
  );
  const parts = numerators.map((part) => part / denominator);
  let left = total - parts.reduce((sum, part) => sum + part, 0n);
  if (left === 0n) return { total: moneyOf(total), parts: parts.map(moneyOf) };
  const byFraction = numerators
    .map((part, index) => ({ index, fraction: part % denominator }))
    .sort((a, b) => (a.fraction === b.fraction ? a.index - b.index : a.fraction > b.fraction ? -1 : 1));
  for (const { index } of byFraction) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return { total: moneyOf(total), parts: parts.map(moneyOf) };
}
