import { getReadingCurrency } from '@/app/reading-currency';
import type { UsageForecast } from '@/lib/forecasting/dto';
import { forecastUsage } from '@/lib/forecasting/server/forecast-usage';
import { csvAnswer } from '../csv';
import { filtersOf, readSearch } from '../search-params';

/** The days of the forecast and those it was made from. */
export const GET = (request: Request): Promise<Response> =>
  csvAnswer(async (ctx) => {
    const search = readSearch(Object.fromEntries(new URL(request.url).searchParams));
    const answer = await forecastUsage(ctx, {
      currency: await getReadingCurrency(),
      filters: filtersOf(search),
    });
    const name = ['tollgate-forecast', search.department, answer.today, answer.currency].filter(Boolean);
    return { name: `${name.join('_').replaceAll(/[^\w.-]/g, '-')}.csv`, rows: rowsOf(answer, search.end) };
  });

function rowsOf({ currency, history, forecast }: UsageForecast, end: string): (string | null)[][] {
  const suffix = currency.toLowerCase();
  const until = forecast?.ends.find(({ key }) => key === end)?.period.to ?? '';
  const names = ['actual', 'expected', 'p80_low', 'p80_high', 'p95_low', 'p95_high'].map(
    (name) => `${name}_${suffix}`,
  );
  return [
    ['day', ...names],
    ...history.map(({ day, amount }) => [day, amount, null, null, null, null, null]),
    ...(forecast?.days ?? [])
      .filter(({ day }) => day < until)
      .map(({ day, amount, p80, p95 }) => [day, null, amount, p80.low, p80.high, p95.low, p95.high]),
  ];
}
