import { backtestHorizon, type Origin, originsOf, type Training, type Trial, tryOut } from './backtest';
import type { Contender } from './contenders';
import { mean } from './series';

export interface Choice {
  chosen: Trial;
  /** All that competed, best first. */
  trials: Trial[];
  horizon: number;
}

export interface ChoiceRule {
  /** A contender must beat the default by this many standard errors. Infinity: the default is always kept. */
  clearly: number;
}
/** As `npm run bench -- forecast` chooses it; how, and what was seen when, stands there. */
export const RULE: ChoiceRule = { clearly: 2 };

/** It must beat it by more than the doubles' own error, */
const SMALLEST_GAIN = 1e-9;
/** from at least so many origins. */
const FEWEST_ORIGINS = 5;

/**
 * The contender for a series, by a rolling-origin backtest. The first one given is kept unless another is clearly
 * better, compared origin by origin: with few origins the smallest error is mostly luck. Null where not even the first
 * can be tried.
 */
export function choose(
  training: Training,
  horizon: number,
  contenders: readonly Contender[],
  rule: ChoiceRule = RULE,
): Choice | null {
  const days = training.values.length;
  const ahead = backtestHorizon(days, horizon);
  const origins = originsOf(days, ahead);
  const trials = contenders.flatMap((contender) => {
    const least = origins.filter((at) => at >= contender.least);
    // Where it can be tried on fewer than half of the days, it is not compared.
    return least.length * 2 < origins.length ? [] : (tryOut(contender, training, ahead, least) ?? []);
  });
  const [standard] = trials;
  if (!standard) return null;
  const better = trials
    .map((trial) => ({ trial, gains: gainsOver(standard, trial) }))
    .filter(({ gains }) => isClear(gains, rule))
    .sort((a, b) => a.trial.mase - b.trial.mase);
  return {
    chosen: better[0]?.trial ?? standard,
    trials: [...trials].sort((a, b) => a.mase - b.mase),
    horizon: ahead,
  };
}

/** By how much a trial errs less than the standard, origin by origin, in the units of the series. */
function gainsOver(standard: Trial, trial: Trial): number[] {
  const theirs = new Map(standard.origins.map((origin) => [origin.at, errorOf(origin)]));
  return trial.origins.flatMap((origin) => {
    const [own, other] = [errorOf(origin), theirs.get(origin.at)];
    return own === null || other === null || other === undefined ? [] : [other - own];
  });
}

/** Mean absolute error of the known days after an origin. */
function errorOf({ errors, unit }: Origin): number | null {
  const known = errors.filter((error) => error !== null);
  return known.length === 0 ? null : mean(known.map(Math.abs)) / unit;
}

function isClear(gains: readonly number[], { clearly }: ChoiceRule): boolean {
  if (gains.length < FEWEST_ORIGINS) return false;
  const gain = mean(gains);
  const variance = gains.reduce((sum, one) => sum + (one - gain) ** 2, 0) / (gains.length - 1);
  return gain > clearly * Math.sqrt(variance / gains.length) && gain > SMALLEST_GAIN;
}
