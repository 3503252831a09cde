import type { Origin } from './backtest';
import { mean } from './series';

export const LEVELS = [80, 95] as const;
export type Level = (typeof LEVELS)[number];

/** How far from the forecast what comes may lie: `units` × horizon^growth on either side, in units of the series. */
export interface Spread {
  growth: number;
  units: Record<Level, number>;
}

/** day: the error of one day that far ahead. sum: of all days until then together. */
export type SpreadKind = 'day' | 'sum';

/** √h is what independent changes add up to; a sum of days errs by between √h and, where errors persist, h^1.5. */
const GROWTH = { day: { low: 0, high: 0.5 }, sum: { low: 0.5, high: 1.5 } } as const;
const USUAL_GROWTH = { day: 0.3, sum: 1 } as const;

/** A fortnight of days counts as a history; below it, part of the spread is what other series showed. */
const HISTORY_DAYS = 14;
/** Mean error of tomorrow by today, over its actual, on recorded traffic of 178 clients (ServeGen): 0.40. */
const USUAL_ERROR = 0.4;

interface Miss {
  origin: number;
  horizon: number;
  /** In units of the series at its origin. */
  error: number;
}

/** The spread that the backtest shows, from all its errors together: nothing is assumed of their distribution. */
export function spreadOf(kind: SpreadKind, origins: readonly Origin[], days: number): Spread {
  const misses = missesOf(kind, origins);
  const growth = growthOf(kind, misses);
  const sizes = misses.map(({ error, horizon }) => Math.abs(error) / horizon ** growth).sort((a, b) => a - b);
  const independent = independentOrigins(kind, origins);
  const units = (level: Level): number => {
    const share = level / 100;
    const rank = Math.min(sizes.length, Math.ceil((sizes.length + 1) * share)) - 1;
    const shown = (sizes[rank] ?? 0) * widening(share, independent);
    const usual = -USUAL_ERROR * Math.log(1 - share) * Math.max(0, 1 - days / HISTORY_DAYS);
    return Math.max(shown, usual);
  };
  return { growth, units: { 80: units(80), 95: units(95) } };
}

function missesOf(kind: SpreadKind, origins: readonly Origin[]): Miss[] {
  return origins.flatMap(({ at, unit, errors }) => {
    const misses: Miss[] = [];
    let sum = 0;
    for (const [step, error] of errors.entries()) {
      if (error === null) {
        if (kind === 'sum') break;
        continue;
      }
      sum += error;
      misses.push({ origin: at, horizon: step + 1, error: (kind === 'day' ? error : sum) / unit });
    }
    return misses;
  });
}

/** The exponent by which errors grow with the horizon: a line through their mean sizes, both in logarithms. */
function growthOf(kind: SpreadKind, misses: readonly Miss[]): number {
  const longest = misses.reduce((most, { horizon }) => Math.max(most, horizon), 0);
  const points = Array.from({ length: longest }, (_, index) => {
    const sizes = misses.filter(({ horizon }) => horizon === index + 1).map(({ error }) => Math.abs(error));
    return { x: Math.log(index + 1), y: Math.log(mean(sizes)), weight: sizes.length };
  }).filter(({ y, weight }) => weight >= 3 && Number.isFinite(y));
  if (points.length < 3) return USUAL_GROWTH[kind];
  const weights = points.reduce((sum, { weight }) => sum + weight, 0);
  const average = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + point.weight * of(point), 0) / weights;
  const [x, y] = [average((point) => point.x), average((point) => point.y)];
  const slope = average((p) => (p.x - x) * (p.y - y)) / average((p) => (p.x - x) ** 2);
  const { low, high } = GROWTH[kind];
  return Math.min(high, Math.max(low, slope));
}

/** Sums over the same days tell one thing once: origins count as far apart as they look ahead. */
function independentOrigins(kind: SpreadKind, origins: readonly Origin[]): number {
  if (kind === 'day') return origins.length;
  const [first, last] = [origins[0]?.at ?? 0, origins.at(-1)?.at ?? 0];
  const ahead = Math.max(1, ...origins.map(({ errors }) => errors.length));
  return Math.max(1, Math.min(origins.length, Math.floor((last - first) / ahead) + 1));
}

/** Student's t over the normal quantile: how much wider an interval must be that rests on few observations. */
export function widening(share: number, observations: number): number {
  const normal = share >= 0.95 ? 1.96 : 1.2816;
  const table = share >= 0.95 ? T95 : T80;
  const degrees = Math.max(1, observations - 1);
  return (table[degrees - 1] ?? normal * (1 + (share >= 0.95 ? 1 : 0.6) / degrees)) / normal;
}

/** Two-sided quantiles for 1 to 10 degrees of freedom. */
const T80 = [3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372];
const T95 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];

export const halfWidth = (spread: Spread, level: Level, horizon: number, unit: number): number =>
  spread.units[level] * horizon ** spread.growth * unit;

/**
 * Of the days (or sums) in the backtest, the share that lay within the interval made from the other origins only;
 * null with fewer than three origins.
 */
export function coverageOf(
  kind: SpreadKind,
  origins: readonly Origin[],
  level: Level,
  days: number,
): number | null {
  if (origins.length < 3) return null;
  const inside = origins.flatMap((origin) => {
    const spread = spreadOf(
      kind,
      origins.filter((other) => other !== origin),
      days,
    );
    return missesOf(kind, [origin]).map(
      ({ error, horizon }) => Math.abs(error) <= halfWidth(spread, level, horizon, 1),
    );
  });
  return inside.length === 0 ? null : inside.filter(Boolean).length / inside.length;
}
