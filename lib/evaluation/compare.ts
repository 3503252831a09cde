import { type Money, moneyOf, sumMoney } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import { bettingInterval } from './betting';
import { criticalValue } from './critical-value';
import type { Verdict } from './evidence';
import { scoreInterval } from './paired-score';

/** One case that both models answered; scores 0 to 1, costs null where there is no price. */
export interface PairedCase {
  score: number;
  baselineScore: number;
  cost: Money | null;
  baselineCost: Money | null;
}

/** How the interval was made: counted over right and wrong answers, or by betting on graded ones. */
export type Method = 'score_exact' | 'betting';

export interface Comparison {
  verdict: Verdict;
  method: Method;
  difference: number;
  low: number;
  high: number;
  score: number;
  baselineScore: number;
  cases: number;
  modelBetter: number;
  baselineBetter: number;
  costPerCorrect: Money | null;
  baselineCostPerCorrect: Money | null;
}

const isRightOrWrong = (score: number): boolean => score === 0 || score === 1;

/**
 * The mean difference of the scores with its interval, and whether the model is good enough: `proven` where the lower
 * end lies above −`margin`, `worse` where the upper end lies below it. `margin` above 0, below 1; at least one case.
 */
export function compare(pairs: readonly PairedCase[], margin: number): Comparison {
  const differences = pairs.map(({ score, baselineScore }) => score - baselineScore);
  const modelBetter = differences.filter((difference) => difference > 0).length;
  const baselineBetter = differences.filter((difference) => difference < 0).length;
  const binary = pairs.every((pair) => isRightOrWrong(pair.score) && isRightOrWrong(pair.baselineScore));
  const counts = { cases: pairs.length, modelOnly: modelBetter, baselineOnly: baselineBetter };
  const { low, high } = binary
    ? scoreInterval(counts, criticalValue(pairs.length, margin))
    : bettingInterval(differences);
  return {
    verdict: low > -margin ? 'proven' : high < -margin ? 'worse' : 'not_proven',
    method: binary ? 'score_exact' : 'betting',
    difference: mean(differences),
    low,
    high,
    score: mean(pairs.map(({ score }) => score)),
    baselineScore: mean(pairs.map(({ baselineScore }) => baselineScore)),
    cases: pairs.length,
    modelBetter,
    baselineBetter,
    costPerCorrect: costPerCorrect(pairs.map(({ score, cost }) => ({ score, cost }))),
    baselineCostPerCorrect: costPerCorrect(
      pairs.map(({ baselineScore, baselineCost }) => ({ score: baselineScore, cost: baselineCost })),
    ),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const MICRO = 1_000_000;

/**
 * What all answers cost, divided by the sum of their scores: a right answer counts 1, a half-right one its part.
 * Half-even at 10⁻¹² US dollars. Null where a case has no cost, or nothing was right.
 */
export function costPerCorrect(answers: readonly { score: number; cost: Money | null }[]): Money | null {
  const costs = answers.flatMap(({ cost }) => (cost === null ? [] : [cost]));
  const right = answers.reduce((sum, { score }) => sum + BigInt(Math.round(score * MICRO)), 0n);
  if (costs.length < answers.length || right === 0n) return null;
  return moneyOf(divideHalfEven(sumMoney(costs) * BigInt(MICRO), right));
}

/** Six decimals, as stored. An end of an interval is rounded away from its middle. */
export function shareText(value: number, towards: 'nearest' | 'down' | 'up' = 'nearest'): string {
  const scaled = value * MICRO;
  const whole =
    towards === 'down' ? Math.floor(scaled) : towards === 'up' ? Math.ceil(scaled) : Math.round(scaled);
  return (whole / MICRO).toFixed(6).replace(/^-(?=0\.0*$)/, '');
}
