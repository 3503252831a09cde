import { type Ratio, ratioOf } from './tokens-ratio';

/** Shares of the tokens that are read from the cache, uncached input and output. */
export interface TokenMix {
  cached: Ratio;
  input: Ratio;
  output: Ratio;
}

/** What one figure says: its class prices (10⁻¹² USD a token) and its amount per token. */
export interface MixEquation {
  cached: bigint;
  input: bigint;
  output: bigint;
  perToken: Ratio;
}

/**
 * The one division of the tokens into cached, uncached and output that gives both figures (Cramer's rule with
 * cached + input + output = 1), or null where the equations leave it open. A share below 0 or above 1 means that no
 * division whatever gives both.
 */
export function mixOfTwo(a: MixEquation, b: MixEquation): TokenMix | null {
  const rows = [a, b].map(({ cached, input, output, perToken: { n, d } }) => [
    cached * d,
    input * d,
    output * d,
    n,
  ]);
  const matrix = [...rows, [1n, 1n, 1n, 1n]];
  const whole = determinant(matrix, [0, 1, 2]);
  if (whole === 0n) return null;
  const share = (columns: readonly number[]): Ratio => {
    const part = determinant(matrix, columns);
    return whole < 0n ? { n: -part, d: -whole } : { n: part, d: whole };
  };
  return { cached: share([3, 1, 2]), input: share([0, 3, 2]), output: share([0, 1, 3]) };
}

function determinant(matrix: readonly (readonly bigint[])[], columns: readonly number[]): bigint {
  const at = (row: number, column: number): bigint => matrix[row]?.[columns[column] ?? 0] ?? 0n;
  const minor = (row: number, other: number) => at(row, 1) * at(other, 2) - at(row, 2) * at(other, 1);
  return at(0, 0) * minor(1, 2) - at(1, 0) * minor(0, 2) + at(2, 0) * minor(0, 1);
}

const isShare = ({ n, d }: Ratio): boolean => n >= 0n && n <= d;

export const isPossible = ({ cached, input, output }: TokenMix): boolean =>
  [cached, input, output].every(isShare);

/** A whole-dollar figure per token, of so many tokens a month. */
export const perTokenOf = (usd: number, tokens: Ratio): Ratio => {
  const amount = ratioOf(usd);
  return { n: amount.n * 10n ** 12n * tokens.d, d: amount.d * tokens.n };
};
