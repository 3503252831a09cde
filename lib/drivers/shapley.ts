import { divideHalfEven } from '../money/rounding';
import type { Ratio } from './cell';
import type { DriverPart } from './parts';

/** Something a cost is a product of, before and after. */
export interface Factor {
  part: DriverPart;
  before: Ratio;
  after: Ratio;
}

/** Contributions are kept in 10⁻²⁴ of the last decimal until the one rounding at the end (`settle`). */
export const GUARD = 10n ** 24n;

interface Moved {
  part: DriverPart;
  before: bigint;
  after: bigint;
}

/**
 * The Shapley value of each factor in the change of their product: what it adds when it moves, averaged over every
 * order in which the factors could move. Exact rationals up to one rounding (half to even, so that swapping the
 * periods negates every value) at {@link GUARD}. A factor that did not move is left out: its value is zero.
 */
export function shapleyOfProduct(factors: readonly Factor[]): { part: DriverPart; guarded: bigint }[] {
  let constant = 1n;
  let denominator = 1n;
  const moved: Moved[] = [];
  for (const { part, before, after } of factors) {
    const [b, a] = before.d === after.d ? [before.n, after.n] : [before.n * after.d, after.n * before.d];
    denominator *= before.d === after.d ? before.d : before.d * after.d;
    if (a === b) constant *= a;
    else moved.push({ part, before: b, after: a });
  }
  if (constant === 0n || moved.length === 0) return [];
  const weights = orderWeights(moved.length);
  const orders = factorial(moved.length);
  return moved.map(({ part, before, after }, index) => {
    const coalitions = productsBySize(moved.filter((_, other) => other !== index));
    const sum = coalitions.reduce((total, product, size) => total + product * (weights[size] ?? 0n), 0n);
    return {
      part,
      guarded: divideHalfEven((after - before) * sum * constant * GUARD, denominator * orders),
    };
  });
}

/** Of all sets of `size` factors that have moved while the others have not, the products added up. */
function productsBySize(others: readonly Moved[]): bigint[] {
  let sums = [1n];
  for (const { before, after } of others) {
    const next = [...sums.map((sum) => sum * before), 0n];
    sums.forEach((sum, size) => {
      next[size + 1] = (next[size + 1] ?? 0n) + sum * after;
    });
    sums = next;
  }
  return sums;
}

/** In how many of the `count`! orders exactly a given set of that size moves first. */
const orderWeights = (count: number): bigint[] =>
  Array.from({ length: count }, (_, size) => factorial(size) * factorial(count - 1 - size));

const factorial = (n: number): bigint => (n <= 1 ? 1n : BigInt(n) * factorial(n - 1));
