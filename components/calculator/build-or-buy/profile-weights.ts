import type { Profile } from './build-fields';

const many = (count: number, weight: bigint): bigint[] => Array(count).fill(weight);

/**
 * How the year's demand lies over equal periods. The shapes are ours, to see what a peak does: hours of a day with
 * ten times the load in office hours, days of a month with three times at its end, months with December doubled.
 */
const SHAPES: Record<Exclude<Profile, 'own'>, readonly bigint[]> = {
  flat: [1n],
  workingDay: [...many(9, 1n), ...many(9, 10n), ...many(6, 1n)],
  monthEnd: [...many(25, 1n), ...many(5, 3n)],
  decemberPeak: [...many(11, 1n), 2n],
};

const MOST_PERIODS = 366;

/** The weights of a shape, or those written out: whole numbers, at least one above zero; null: not readable. */
export function profileWeights(profile: Profile, written: string): readonly bigint[] | null {
  if (profile !== 'own') return SHAPES[profile];
  const parts = written.trim().split(/[\s,;]+/);
  if (parts.length > MOST_PERIODS || !parts.every((part) => /^\d{1,6}$/.test(part))) return null;
  const weights = parts.map(BigInt);
  return weights.some((weight) => weight > 0n) ? weights : null;
}
