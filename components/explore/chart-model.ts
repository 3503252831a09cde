import { REST_COLOUR, type Series, type Tick } from '@/components/charts/series';
import { REST_ID, sumSeries, type TableRow } from '@/components/tables/split-rows';
import type { Bucket, UsageSplit } from '@/lib/attribution/dto';
import { formatFigure } from '@/lib/attribution/figure';
import { MEASURES, type Measure } from '@/lib/attribution/query';
import { toChartNumber } from '@/lib/money/format';
import type { Dates } from './labels';

export const isAdditive = (measure: Measure): boolean => MEASURES[measure].kind !== 'ratio';

/** What to draw: the rows drawn alone, and all others as one, from the bottom of the stack up. */
export function chartSeries(
  split: UsageSplit,
  rows: readonly TableRow[],
  measure: Measure,
  name: (row: TableRow) => string,
  rest: string,
): Series[] {
  const make = (id: string, label: string, colour: string, values: (string | null)[]): Series => ({
    id,
    name: label,
    colour,
    values: values.map((value) => (value === null ? null : toChartNumber(value))),
    texts: values.map((value) => formatFigure(value, measure, split.currency)),
  });
  const alone = rows.filter((row) => row.series === row.id && row.kind === 'group');
  const series = alone.map((row) =>
    make(row.id, name(row), row.colour ?? REST_COLOUR, row.row.series?.[measure] ?? []),
  );
  const others = rows.filter((row) => row.series === REST_ID).map((row) => row.row);
  if (others.length > 0 && isAdditive(measure)) {
    series.push(make(REST_ID, rest, REST_COLOUR, sumSeries(others, measure, split.buckets.length)));
  }
  return series;
}

export function chartTicks(buckets: readonly Bucket[], dates: Dates): Tick[] {
  return buckets.map((bucket) => ({ id: bucket.start, partial: bucket.partial, ...words(bucket, dates) }));
}

function words(bucket: Bucket, dates: Dates): { label: string; title: string } {
  if (bucket.grain === 'month')
    return { label: dates.shortMonth(bucket.start), title: dates.month(bucket.start) };
  if (bucket.grain === 'hour') {
    const [day = '', time = ''] = bucket.label.split('T');
    return {
      label: time.startsWith('00') ? dates.shortDay(day) : time,
      title: `${dates.weekday(day)}, ${time}`,
    };
  }
  return { label: dates.shortDay(bucket.start), title: dates.weekday(bucket.start) };
}

/** The length of each row's bar beside the longest, for pixels only. */
export function barLengths(values: readonly (string | null)[]): number[] {
  const numbers = values.map((value) => (value === null ? 0 : toChartNumber(value)));
  const longest = Math.max(...numbers, 0);
  return numbers.map((value) => (longest > 0 ? value / longest : 0));
}
