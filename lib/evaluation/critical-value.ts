import { scoreStatistic } from './paired-score';

/** One-sided 5 % of the standard normal. */
export const NORMAL_95 = 1.6448536269514722;
/** Up to here the error is counted out; beyond, the value of so many cases is kept, which asks for more. */
export const MOST_COUNTED_CASES = 300;
const ERROR = 0.05;
const NUISANCE_STEPS = 40;

const known = new Map<string, number>();

/**
 * How far the score statistic at −`margin` must lie above zero, so that a model that is worse by exactly the margin
 * is called good enough in at most 5 % of sets, however often the two models disagree: never below the normal's 1.645.
 * Counted over every outcome of the trinomial distribution, for shares of "model only" from 0 to the most there can
 * be. Hsueh, Liu and Chen (2001), Biometrics 57:478–483. `Infinity` where no outcome of so few cases shows it.
 */
export function criticalValue(cases: number, margin: number): number {
  const counted = Math.min(cases, MOST_COUNTED_CASES);
  const key = `${counted} ${margin}`;
  let value = known.get(key);
  if (value === undefined) {
    value = countCriticalValue(counted, margin);
    if (known.size > 500) known.clear();
    known.set(key, value);
  }
  return value;
}

function countCriticalValue(cases: number, margin: number): number {
  const logs = logFactorials(cases);
  const outcomes = outcomesAbove(cases, margin);
  let worst = NORMAL_95;
  for (let step = 0; step <= NUISANCE_STEPS; step += 1) {
    const modelOnly = ((1 - margin) / 2) * (step / NUISANCE_STEPS) ** 2;
    worst = Math.max(worst, firstWithin(outcomes, cases, modelOnly, modelOnly + margin, logs));
  }
  return worst;
}

interface Outcome {
  modelOnly: number;
  baselineOnly: number;
  statistic: number;
}

/** What could be called good enough by the normal's value, the clearest first. */
function outcomesAbove(cases: number, margin: number): Outcome[] {
  const found: Outcome[] = [];
  for (let modelOnly = 0; modelOnly <= cases; modelOnly += 1)
    for (let baselineOnly = 0; modelOnly + baselineOnly <= cases; baselineOnly += 1) {
      const statistic = scoreStatistic({ cases, modelOnly, baselineOnly }, -margin);
      if (statistic < NORMAL_95) break; // falls with every case that only the baseline got right
      found.push({ modelOnly, baselineOnly, statistic });
    }
  return found.sort((one, other) => other.statistic - one.statistic);
}

/** The lowest value at which the outcomes at or above it have at most 5 % together. */
function firstWithin(
  outcomes: readonly Outcome[],
  cases: number,
  modelOnlyShare: number,
  baselineOnlyShare: number,
  logs: Float64Array,
): number {
  const log = [modelOnlyShare, baselineOnlyShare, 1 - modelOnlyShare - baselineOnlyShare].map(Math.log);
  const power = (count: number, at: number) => (count === 0 ? 0 : count * (log[at] as number));
  const of = (count: number) => logs[count] as number;
  let total = 0;
  let last = Number.POSITIVE_INFINITY;
  for (let from = 0; from < outcomes.length; ) {
    const statistic = (outcomes[from] as Outcome).statistic;
    // Outcomes of the same clearness stand or fall together.
    for (; from < outcomes.length; from += 1) {
      const { modelOnly, baselineOnly, statistic: own } = outcomes[from] as Outcome;
      if (own < statistic - 1e-9) break;
      const neither = cases - modelOnly - baselineOnly;
      const logShare = power(modelOnly, 0) + power(baselineOnly, 1) + power(neither, 2);
      total += Math.exp(of(cases) - of(modelOnly) - of(baselineOnly) - of(neither) + logShare);
    }
    if (total > ERROR) return last;
    last = statistic;
  }
  return NORMAL_95;
}

function logFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let value = 1; value <= most; value += 1) logs[value] = (logs[value - 1] as number) + Math.log(value);
  return logs;
}
