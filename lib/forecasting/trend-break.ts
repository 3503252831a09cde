import { mean } from './series';

/** A day from which the series runs on another level than before. */
export interface TrendBreak {
  /** Position in the series of the first day on the new level. */
  index: number;
  before: number;
  after: number;
}

const SHORTEST_SIDE = 7;
/** Variance explained over variance left, per day: far beyond what noise makes of the best of all days. */
const SIGNIFICANT = 25;

const squares = (values: readonly number[]): number => {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
};

function squaresAroundLine(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const centre = mean(values);
  const across = values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  const slope = values.reduce((sum, value, index) => sum + (index - middle) * (value - centre), 0) / across;
  return values.reduce((sum, value, index) => sum + (value - centre - slope * (index - middle)) ** 2, 0);
}

/**
 * The latest step of the level that is beyond doubt: two levels explain the days far better than one, and better than a
 * line (growth is no break). A week at least must lie on either side. Null where there is none.
 */
export function trendBreakOf(values: readonly number[]): TrendBreak | null {
  let start = 0;
  let found: TrendBreak | null = null;
  for (;;) {
    const next = bestStep(values.slice(start));
    if (!next) return found;
    found = { ...next, index: next.index + start };
    start = found.index;
  }
}

function bestStep(values: readonly number[]): TrendBreak | null {
  let best: { index: number; left: number } | null = null;
  for (let index = SHORTEST_SIDE; index <= values.length - SHORTEST_SIDE; index += 1) {
    const left = squares(values.slice(0, index)) + squares(values.slice(index));
    if (!best || left < best.left) best = { index, left };
  }
  if (!best) return null;
  const [before, after] = [mean(values.slice(0, best.index)), mean(values.slice(best.index))];
  const whole = squares(values);
  const noise = best.left / (values.length - 2);
  const isStep =
    whole - best.left > SIGNIFICANT * noise &&
    best.left < squaresAroundLine(values) / 2 &&
    Math.abs(after - before) > 0.25 * Math.max(Math.abs(before), Math.abs(after));
  return isStep ? { index: best.index, before, after } : null;
}
