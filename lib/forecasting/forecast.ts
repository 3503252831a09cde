import { type Money, moneyOf, sumMoney } from '../money/money';
import { addDays, daysBetween, type Period } from '../time/days';
import { forecastOrNull, unitAt } from './backtest';
import { type ChoiceRule, choose } from './choose';
import type { Contender } from './contenders';
import { amountOfModel } from './model-number';
import { type BacktestReport, reportOf } from './report';
import { type DailyAmount, type Series, seriesOf } from './series';
import { halfWidth, type Level, type Spread, spreadOf } from './spread';
import { trendBreakOf } from './trend-break';

export const FEWEST_DAYS = 3;

export interface Interval {
  low: Money;
  high: Money;
}
export type Intervals = Record<`p${Level}`, Interval>;

/** A total at the end of a month, quarter or year. */
export interface EndForecast {
  key: string;
  period: Period;
  /** What the complete days of the period came to, exactly. */
  actual: Money;
  /** Days of the period until today of which nothing is known: they are in no figure here. */
  unknownDays: number;
  /** The days from today on. */
  expected: Money;
  /** actual + expected. */
  total: Money;
  intervals: Intervals;
}

export interface Forecast {
  /** The contender that was chosen. */
  model: string;
  /** From today, which is forecast whole, to the last end. */
  days: (Intervals & { day: string; amount: Money })[];
  ends: EndForecast[];
  backtest: BacktestReport;
  /** The days the model learnt from: those since the last break. */
  learntFrom: Period;
  knownDays: number;
  gapDays: number;
  /** The level changed on this day; what was before it was not used. */
  trendBreak: { day: string; before: Money; after: Money } | null;
}

export type NoForecast = { reason: 'no_data' | 'too_short'; knownDays: number };

export interface ForecastAsked {
  /** Complete days, in any order. */
  days: readonly DailyAmount[];
  /** The first day that is not complete. */
  today: string;
  /** Each must end after today. */
  ends: readonly { key: string; period: Period }[];
}

/**
 * Continues a daily series to the ends asked for, with the contender that a backtest on the series chose and the
 * intervals its errors there show. The first contender is the default. Fewer than three known days are refused with
 * the reason. Throws RangeError on an end that is not after today.
 */
export function forecastSpend(
  { days, today, ends }: ForecastAsked,
  contenders: readonly Contender[],
  rule?: ChoiceRule,
): Forecast | NoForecast {
  const series = seriesOf(days, today);
  const knownDays = series?.isKnown.filter(Boolean).length ?? 0;
  if (!series) return { reason: 'no_data', knownDays };
  if (knownDays < FEWEST_DAYS) return { reason: 'too_short', knownDays };
  const until =
    ends
      .map(({ period }) => period.to)
      .sort()
      .at(-1) ?? addDays(today, 1);
  if (ends.some(({ period }) => period.to <= today)) throw new RangeError('A forecast ends after today.');

  const horizon = daysBetween(today, until);
  const step = trendBreakOf(series.values);
  const training = step ? since(series, step.index) : series;
  const choice = choose(training, horizon, contenders, rule);
  const points =
    choice && forecastOrNull(choice.chosen.contender, training.values, horizon, training.paces.at(-1));
  if (!choice || !points) return { reason: 'too_short', knownDays };

  const { origins } = choice.chosen;
  const learnt = training.values.length;
  const unit = unitAt(training.values, training.values);
  const floor = training.values.some((value) => value < 0) ? null : 0;
  const around = (spread: Spread, centre: number, ahead: number) =>
    intervalsAround(centre, (level) => halfWidth(spread, level, ahead, unit), floor);
  const [daily, summed] = [spreadOf('day', origins, learnt), spreadOf('sum', origins, learnt)];
  const forecastDays = points.map((point, index) => ({
    day: addDays(today, index),
    amount: amountOfModel(point),
    ...around(daily, point, index + 1),
  }));
  return {
    model: choice.chosen.contender.name,
    days: forecastDays,
    ends: ends.map(({ key, period }) => {
      const ahead = daysBetween(today, period.to);
      const starts = Math.max(0, daysBetween(today, period.from));
      const expected = sumMoney(forecastDays.slice(starts, ahead).map(({ amount }) => amount));
      const known = knownIn(days, period, today);
      const sum = points.slice(starts, ahead).reduce((total, point) => total + point, 0);
      return {
        ...{ key, period, expected, ...known },
        total: moneyOf(known.actual + expected),
        intervals: shifted(around(summed, sum, ahead), known.actual),
      };
    }),
    backtest: reportOf(choice, learnt),
    learntFrom: { from: training.from, to: today },
    knownDays,
    gapDays: series.values.length - knownDays,
    trendBreak: step && {
      day: addDays(series.from, step.index),
      before: amountOfModel(step.before),
      after: amountOfModel(step.after),
    },
  };
}

const since = ({ from, values, isKnown, paces }: Series, index: number): Series => ({
  from: addDays(from, index),
  values: values.slice(index),
  isKnown: isKnown.slice(index),
  paces: paces.slice(index),
});

function intervalsAround(centre: number, half: (level: Level) => number, floor: number | null): Intervals {
  const interval = (level: Level): Interval => ({
    low: amountOfModel(floor === null ? centre - half(level) : Math.max(floor, centre - half(level))),
    high: amountOfModel(centre + half(level)),
  });
  return { p80: interval(80), p95: interval(95) };
}

const shifted = ({ p80, p95 }: Intervals, by: Money): Intervals => {
  const move = ({ low, high }: Interval): Interval => ({ low: moneyOf(low + by), high: moneyOf(high + by) });
  return { p80: move(p80), p95: move(p95) };
};

function knownIn(days: readonly DailyAmount[], { from }: Period, today: string) {
  const known = days.flatMap(({ day, amount }) =>
    amount !== null && from <= day && day < today ? [amount] : [],
  );
  return {
    actual: sumMoney(known),
    unknownDays: Math.max(0, daysBetween(from, today)) - known.length,
  };
}
