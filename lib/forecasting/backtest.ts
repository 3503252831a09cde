import type { Contender } from './contenders';
import { mean } from './series';

export interface Training {
  values: readonly number[];
  isKnown: readonly boolean[];
  /** Of each day, 1 where its hours are not known. */
  paces: readonly number[];
}

/** One past day from which the days after it were forecast as if they were not known yet. */
export interface Origin {
  /** Days known then. */
  at: number;
  /** Mean size of the seven days before: what errors are measured in, so that a series that grows stays comparable. */
  unit: number;
  /** Actual less forecast, for each day after; null where there is no data. */
  errors: (number | null)[];
  actuals: (number | null)[];
}

export interface Trial {
  contender: Contender;
  origins: Origin[];
  /** Mean absolute error over the mean absolute change from day to day: below 1 beats the naive forecast. */
  mase: number;
  /** Σ |error| / Σ |actual|; null over nothing. */
  wape: number | null;
  /** Σ (forecast − actual) / Σ |actual|: above zero, it forecast too much. */
  bias: number | null;
}

export const MOST_ORIGINS = 20;
export const LONGEST_BACKTEST = 28;

/** How far ahead the backtest looks: as far as asked for, at most four weeks and a third of the history. */
export const backtestHorizon = (days: number, horizon: number): number =>
  Math.max(1, Math.min(horizon, LONGEST_BACKTEST, Math.max(4, Math.floor(days / 3))));

/** The days to forecast from: every day from the second on, or where they are many, evenly spaced ones up to yesterday. */
export function originsOf(days: number, horizon: number): number[] {
  const first = Math.max(2, Math.min(days - MOST_ORIGINS, Math.floor(days / 2) - horizon));
  const count = days - first;
  const step = Math.max(1, Math.ceil(count / MOST_ORIGINS));
  const origins: number[] = [];
  for (let at = days - 1; at >= first; at -= step) origins.unshift(at);
  return origins;
}

/**
 * What an error is measured in at a moment: the mean size of the week before, and at least a tenth of the mean of `all`,
 * so that a quiet week does not make an error infinite. 1 where every day was zero, as every error is.
 */
export function unitAt(values: readonly number[], all: readonly number[]): number {
  const recent = mean(values.slice(-7).map(Math.abs));
  return Math.max(recent, mean(all.map(Math.abs)) / 10) || 1;
}

/** Null where the contender cannot forecast from one of the origins. */
export function tryOut(
  contender: Contender,
  { values, isKnown, paces }: Training,
  horizon: number,
  origins: readonly number[],
): Trial | null {
  const tried: Origin[] = [];
  for (const at of origins) {
    if (at < contender.least) return null;
    const ahead = Math.min(horizon, values.length - at);
    const known = values.slice(0, at);
    const forecast = forecastOrNull(contender, known, ahead, paces[at - 1]);
    if (!forecast) return null;
    const actuals = forecast.map((_, step) => (isKnown[at + step] ? (values[at + step] ?? null) : null));
    const errors = actuals.map((actual, step) => (actual === null ? null : actual - (forecast[step] ?? 0)));
    tried.push({ at, unit: unitAt(known, values), errors, actuals });
  }
  return tried.length === 0 ? null : { contender, origins: tried, ...measuresOf(tried, values) };
}

/** Not below zero where no day was. */
export function forecastOrNull(
  contender: Contender,
  values: readonly number[],
  horizon: number,
  pace?: number,
): number[] | null {
  try {
    const forecast = contender.forecast(values, horizon, pace);
    if (forecast.length !== horizon || !forecast.every(Number.isFinite)) return null;
    return values.some((value) => value < 0) ? forecast : forecast.map((value) => Math.max(0, value));
  } catch {
    return null;
  }
}

function measuresOf(
  origins: readonly Origin[],
  values: readonly number[],
): Pick<Trial, 'mase' | 'wape' | 'bias'> {
  const errors = origins.flatMap((origin) => origin.errors.filter((error) => error !== null));
  const actuals = origins.flatMap((origin) => origin.actuals.filter((actual) => actual !== null));
  const absolute = mean(errors.map(Math.abs));
  const daily = mean(values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? 0))));
  const whole = actuals.reduce((sum, actual) => sum + Math.abs(actual), 0);
  const sum = (of: (error: number) => number) => errors.reduce((total, error) => total + of(error), 0);
  return {
    mase: daily > 0 ? absolute / daily : absolute === 0 ? 0 : Number.POSITIVE_INFINITY,
    wape: whole > 0 ? sum(Math.abs) / whole : null,
    bias: whole > 0 ? sum((error) => -error) / whole : null,
  };
}
