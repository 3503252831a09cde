import { bisect } from './paired-score';

/** Shares of the stake, close enough that the best is nearly among them. */
const BETS = [0.01, 0.02, 0.04, 0.07, 0.11, 0.16, 0.22, 0.3, 0.4, 0.52, 0.66, 0.82];
/** 1 / 5 %: a fair bet multiplies its stake so often with at most that probability (Markov). */
const WIN = Math.log(20);

/**
 * The one-sided 95 % bounds of the mean of differences of −1 to 1, of whatever distribution and however few: what a
 * bettor against a mean cannot have won by chance. The average of fixed bets, so the order of cases does not matter.
 * Waudby-Smith and Ramdas (2024), J. R. Stat. Soc. B 86:1–27, section 4.
 */
export function bettingInterval(differences: readonly number[]): { low: number; high: number } {
  const low = lowerBound(differences);
  return { low, high: -lowerBound(differences.map((difference) => -difference)) };
}

function lowerBound(differences: readonly number[]): number {
  const values = differences.map((difference) => (difference + 1) / 2);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return 2 * bisect(0, mean, (at) => at <= 0 || winnings(values, at) >= WIN) - 1;
}

/** The logarithm of what one unit became that was bet on the mean being above `mean`. */
function winnings(values: readonly number[], mean: number): number {
  const logs = BETS.map((bet) =>
    values.reduce((sum, value) => sum + Math.log1p(bet * (value / mean - 1)), -Math.log(BETS.length)),
  );
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
}
