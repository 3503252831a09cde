import { HORIZONS, type Horizon } from '@/lib/forecasting/snapshot';

export interface ForecastSearch {
  end: Horizon;
  view: 'chart' | 'table';
}

type Asked = Record<string, string | string[] | undefined>;

/** What cannot be read falls back to its default, so that an old link still opens. */
export const readSearch = ({ end, view }: Asked): ForecastSearch => ({
  end: HORIZONS.find((one) => one === end) ?? 'month',
  view: view === 'table' ? 'table' : 'chart',
});

export function forecastHref({ end, view }: ForecastSearch): string {
  const params = new URLSearchParams();
  if (end !== 'month') params.set('end', end);
  if (view !== 'chart') params.set('view', view);
  return params.size > 0 ? `/forecast?${params}` : '/forecast';
}
