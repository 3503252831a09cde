import type { MeteredCalls, MeteredTokens } from './actuals';

const TOKEN_KEYS = ['input', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'output', 'reasoning'] as const;

export const tokensIn = (tokens: MeteredTokens): bigint =>
  TOKEN_KEYS.reduce((sum, key) => sum + tokens[key], 0n);

export const inputOf = ({ input, cacheRead, cacheWrite5m, cacheWrite1h }: MeteredTokens): bigint =>
  input + cacheRead + cacheWrite5m + cacheWrite1h;

export interface MeteredSum {
  calls: bigint;
  retries: bigint;
  tokens: MeteredTokens;
  effectiveCost: bigint;
}

export function sumOfCalls(rows: readonly MeteredCalls[]): MeteredSum {
  const tokens = Object.fromEntries(
    TOKEN_KEYS.map((key) => [key, rows.reduce((sum, row) => sum + row.tokens[key], 0n)]),
  ) as unknown as MeteredTokens;
  const add = (of: (row: MeteredCalls) => bigint) => rows.reduce((sum, row) => sum + of(row), 0n);
  return {
    calls: add((row) => row.calls),
    retries: add((row) => row.retries),
    effectiveCost: add((row) => row.effectiveCost),
    tokens,
  };
}

/** The calls of each model together, most tokens first. */
export function byModel(rows: readonly MeteredCalls[]): { model: string; sum: MeteredSum }[] {
  const names = [...new Set(rows.map(({ model }) => model))];
  return names
    .map((model) => ({ model, sum: sumOfCalls(rows.filter((row) => row.model === model)) }))
    .sort(
      (a, b) => compareDown(tokensIn(a.sum.tokens), tokensIn(b.sum.tokens)) || (a.model < b.model ? -1 : 1),
    );
}

export const compareDown = (a: bigint, b: bigint): number => (a > b ? -1 : a < b ? 1 : 0);
