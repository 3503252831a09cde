import type { Threshold } from '@/lib/budgets/budget';
import type { BudgetDays } from '@/lib/budgets/budget-dto';
import { toChartNumber } from '@/lib/money/format';

export interface BurnPoint {
  at: number;
  label: string;
  title: string;
  /** Pixels; null where there is nothing to draw. */
  spent: number | null;
  ideal: number;
  forecast: number | null;
  spentText: string | null;
  idealText: string;
  forecastText: string | null;
}

export interface BurnLevel {
  id: string;
  value: number;
  tone: 'neutral' | 'warn' | 'bad';
  /** The line of the limit itself. */
  limit: boolean;
  short: string;
}

export interface BurnChartModel {
  points: BurnPoint[];
  /** Where the axis may name a day. */
  ticks: number[];
  levels: BurnLevel[];
  labels: { id: string; value: number; text: string; className: string }[];
  /** The highest thing drawn. */
  top: number;
}

export interface BurnWords {
  amount: (value: string) => string;
  shortDay: (day: string) => string;
  longDay: (day: string) => string;
  threshold: (threshold: Threshold) => string;
  limit: string;
  ideal: string;
  forecast: (amount: string) => string;
}

const TONES: Record<Threshold['action']['kind'], BurnLevel['tone']> = {
  notify: 'neutral',
  warn: 'warn',
  throttle: 'warn',
  downgrade: 'warn',
  block: 'bad',
  executive_review: 'bad',
};
const COLOURS = { neutral: 'text-ink2', warn: 'text-warn', bad: 'text-bad' } as const;

/** What the chart draws: the sum at the end of each day, from zero at the start of the period. */
export function burnModel(
  burn: BudgetDays,
  thresholds: readonly Threshold[],
  words: BurnWords,
): BurnChartModel {
  const points = burnPoints(burn, words);
  const limit = toChartNumber(burn.limit);
  const levels = levelsOf(limit, thresholds, words);
  const last = points.at(-1);
  const heights = points.flatMap(({ spent, forecast }) => [spent ?? 0, forecast ?? 0]);
  const lines = levels.map((level) => ({
    id: level.id,
    value: level.value,
    text: level.short,
    className: level.limit ? `font-medium ${COLOURS[level.tone]}` : COLOURS[level.tone],
  }));
  const forecast =
    last?.forecast != null && last.forecastText
      ? [
          {
            id: 'forecast',
            value: last.forecast,
            text: words.forecast(last.forecastText),
            className: 'text-c3',
          },
        ]
      : [];
  return {
    points,
    ticks: points.slice(1).map(({ at }) => at),
    levels,
    labels: [
      ...lines,
      { id: 'ideal', value: limit * 0.999, text: words.ideal, className: 'text-ink3' },
      ...forecast,
    ],
    top: Math.max(limit, ...levels.map(({ value }) => value), ...heights),
  };
}

function burnPoints({ days, today }: BudgetDays, words: BurnWords): BurnPoint[] {
  const lastKnown = days.findLastIndex((day) => day.cumulative !== null);
  const start: BurnPoint = {
    at: 0,
    label: '',
    title: '',
    spent: 0,
    ideal: 0,
    forecast: null,
    spentText: null,
    idealText: words.amount('0'),
    forecastText: null,
  };
  const rest = days.map((day, index): BurnPoint => {
    const joins = index === lastKnown && days.some((one) => one.forecast !== null);
    return {
      at: index + 1,
      label: words.shortDay(day.day),
      title: day.day === today ? words.longDay(day.day) : words.longDay(day.day),
      spent: day.cumulative === null ? null : toChartNumber(day.cumulative),
      ideal: toChartNumber(day.ideal),
      // The line of the forecast leaves from what is known.
      forecast:
        joins && day.cumulative !== null
          ? toChartNumber(day.cumulative)
          : day.forecast === null || index < lastKnown
            ? null
            : toChartNumber(day.forecast),
      spentText: day.cumulative === null ? null : words.amount(day.cumulative),
      idealText: words.amount(day.ideal),
      forecastText: day.forecast === null ? null : words.amount(day.forecast),
    };
  });
  return [start, ...rest];
}

function levelsOf(limit: number, thresholds: readonly Threshold[], words: BurnWords): BurnLevel[] {
  const at = thresholds.map((threshold) => ({
    id: `at-${threshold.percent}`,
    value: (limit * threshold.percent) / 100,
    tone: TONES[threshold.action.kind],
    limit: threshold.percent === 100,
    short: threshold.percent === 100 ? words.limit : `${threshold.percent} % · ${words.threshold(threshold)}`,
  }));
  const hasLimit = thresholds.some(({ percent }) => percent === 100);
  return hasLimit
    ? at
    : [...at, { id: 'limit', value: limit, tone: 'neutral', limit: true, short: words.limit }];
}
