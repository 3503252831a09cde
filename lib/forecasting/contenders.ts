import { mean, median } from './series';

/** Something that continues a daily series. Deterministic. */
export interface Contender {
  name: string;
  /** The fewest days it can work from. */
  least: number;
  /**
   * One number for each of the `horizon` days after the last, which at the pace of its last hours would have come to
   * `pace` times what it did (1 where not known). May throw: it then does not compete.
   */
  forecast(values: readonly number[], horizon: number, pace?: number): number[];
}

const last = (values: readonly number[], back = 1): number => values[values.length - back] ?? 0;
const steps = (horizon: number, of: (h: number) => number): number[] =>
  Array.from({ length: horizon }, (_, index) => of(index + 1));
const level = (name: string, least: number, of: (values: readonly number[]) => number): Contender => ({
  name,
  least,
  forecast: (values, horizon) => {
    const value = of(values);
    return steps(horizon, () => value);
  },
});

/** Exponential smoothing from the first day. */
export function smoothed(values: readonly number[], weight: number): number {
  let state = values[0] ?? 0;
  for (const value of values) state += weight * (value - state);
  return state;
}

/** Of weekly seasons: the mean of the same weekday over the last `weeks`. One week alone shows no season. */
const seasonal = (name: string, weeks: number): Contender => ({
  name,
  least: Math.max(2, weeks) * 7,
  forecast: (values, horizon) =>
    steps(horizon, (h) => {
      const back = 7 - ((h - 1) % 7);
      return mean(Array.from({ length: weeks }, (_, week) => last(values, back + week * 7)));
    }),
});

const drift: Contender = {
  name: 'drift',
  least: 14,
  forecast: (values, horizon) => {
    const slope = (last(values) - (values[0] ?? 0)) / (values.length - 1);
    return steps(horizon, (h) => last(values) + slope * h);
  },
};

/** Least squares over the last eight weeks. */
const linearTrend: Contender = {
  name: 'linear_trend',
  least: 14,
  forecast: (values, horizon) => {
    const recent = values.slice(-56);
    const middle = (recent.length - 1) / 2;
    const centre = mean(recent);
    let [up, across] = [0, 0];
    recent.forEach((value, index) => {
      up += (index - middle) * (value - centre);
      across += (index - middle) ** 2;
    });
    const slope = up / across;
    return steps(horizon, (h) => centre + slope * (recent.length - 1 - middle + h));
  },
};

/** How much of the last day's distance from the median is still there on the first day, and of each day's on the next. */
export interface Reversion {
  firstDay: number;
  nextDay: number;
  /** The part of the last day that is read from its last hours: 0 is the day as it was, 1 its pace alone. */
  pace: number;
}
/** As `npm run bench -- forecast` chooses it; how, and what was seen when, stands there. */
export const REVERSION: Reversion = { firstDay: 0.7, nextDay: 0.3, pace: 0.3 };

/**
 * The last day, and how busy it ended, drawn back to the median of two weeks the further it looks. In logarithms,
 * because spend grows and falls by factors; plain where a day is below zero. Kept where nothing is clearly better.
 */
export const revertingBy = ({ firstDay, nextDay, pace: part }: Reversion): Contender => ({
  name: 'reverting',
  least: 1,
  forecast: (values, horizon, pace = 1) => {
    const recent = values.slice(-14);
    const unit = mean(recent.map(Math.abs)) / 1_000;
    const isPlain = recent.some((value) => value < 0) || unit === 0;
    const to = (value: number) => (isPlain ? value : Math.log1p(value / unit));
    const from = (value: number) => (isPlain ? value : Math.expm1(value) * unit);
    const centre = median(recent.map(to));
    const ended = part * to(last(values) * pace) + (1 - part) * to(last(values));
    const distance = ended - centre;
    return steps(horizon, (h) => from(centre + firstDay * nextDay ** (h - 1) * distance));
  },
});
export const reverting = revertingBy(REVERSION);

/** The contenders that need nothing but arithmetic, the default first. */
export const SIMPLE_CONTENDERS: readonly Contender[] = [
  reverting,
  level('naive', 1, (values) => last(values)),
  seasonal('seasonal_naive', 1),
  seasonal('seasonal_mean', 4),
  drift,
  linearTrend,
  level('mean_7', 3, (values) => mean(values.slice(-7))),
  level('median_7', 3, (values) => median(values.slice(-7))),
  level('mean_28', 14, (values) => mean(values.slice(-28))),
  level('smoothing_30', 3, (values) => smoothed(values, 0.3)),
  level('smoothing_70', 3, (values) => smoothed(values, 0.7)),
];
