/** One thing drawn over time. `values` are pixels' numbers, `texts` the exact figures for reading. */
export interface Series {
  id: string;
  name: string;
  /** A colour token such as `var(--c1)`. */
  colour: string;
  values: (number | null)[];
  texts: string[];
}

export interface Tick {
  id: string;
  /** Under the axis. */
  label: string;
  /** In the tooltip. */
  title: string;
  partial: boolean;
}

const COLOURS = ['var(--c1)', 'var(--c2)', 'var(--c3)', 'var(--c4)', 'var(--c5)'];
export const REST_COLOUR = 'var(--c6)';
/** As many as can be told apart; the others are drawn together. */
export const MAX_SERIES = COLOURS.length;

export const colourOf = (rank: number): string => COLOURS[rank] ?? REST_COLOUR;

/** A round number at or above `max` for the top of an axis that starts at zero, and its step. */
export function niceScale(max: number, steps = 4): { top: number; ticks: number[] } {
  if (!(max > 0)) return { top: 1, ticks: [0, 1] };
  const raw = max / steps;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((m) => m * power >= raw * 0.999_999) ?? 10) * power;
  const count = Math.ceil((max / step) * 0.999_999);
  return { top: count * step, ticks: Array.from({ length: count + 1 }, (_, i) => i * step) };
}

/** Where the name of each stacked series goes: the middle of its part of bucket `at`, from the bottom. */
export function stackMiddles(series: readonly Series[], at: number): number[] {
  let below = 0;
  return series.map((one) => {
    const value = one.values[at] ?? 0;
    below += value;
    return below - value / 2;
  });
}

/**
 * The bucket whose heights the names stand at: the last whole one that is not unusually low (a Sunday), so
 * that the names are spread as most of the chart is.
 */
export function labelBucket(ticks: readonly Tick[], heights: readonly number[]): number {
  const highest = Math.max(...heights, 0);
  const usual = ticks.findLastIndex((tick, at) => !tick.partial && (heights[at] ?? 0) * 2 >= highest);
  return usual < 0 ? ticks.length - 1 : usual;
}

/** A short axis number: `120k`, `1.5m`; what a person reads exactly is in the table. */
export function axisNumber(value: number): string {
  const short = (n: number) => String(Number(n.toPrecision(4)));
  if (value >= 1e9) return `${short(value / 1e9)}bn`;
  if (value >= 1e6) return `${short(value / 1e6)}m`;
  if (value >= 1e4) return `${short(value / 1e3)}k`;
  return short(value).replace(/\B(?=(\d{3})+(?!\d)(?<!\.\d*))/g, ',');
}
