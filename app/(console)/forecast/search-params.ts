import { HORIZONS, type Horizon } from '@/lib/forecasting/snapshot';

export interface ForecastSearch {
  end: Horizon;
  view: 'chart' | 'table';
  /** Key of a department; null: all that the reader sees. */
  department: string | null;
}

type Asked = Record<string, string | string[] | undefined>;

/** What cannot be read falls back to its default, so that an old link still opens. */
export const readSearch = ({ end, view, department }: Asked): ForecastSearch => ({
  end: HORIZONS.find((one) => one === end) ?? 'month',
  view: view === 'table' ? 'table' : 'chart',
  department: typeof department === 'string' && department !== '' ? department : null,
});

export const forecastHref = (search: ForecastSearch): string => hrefOf('/forecast', search);
/** The same days as a file. */
export const forecastCsvHref = (search: ForecastSearch): string => hrefOf('/forecast/days.csv', search);

function hrefOf(path: string, { end, view, department }: ForecastSearch): string {
  const params = new URLSearchParams();
  if (end !== 'month') params.set('end', end);
  if (view !== 'chart') params.set('view', view);
  if (department !== null) params.set('department', department);
  return params.size > 0 ? `${path}?${params}` : path;
}

/** What the forecast is asked for. */
export const filtersOf = ({ department }: ForecastSearch) =>
  department === null ? [] : [{ dimension: 'department' as const, values: [department], exclude: false }];
