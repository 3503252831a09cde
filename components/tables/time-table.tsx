'use client';

import { useTranslations } from 'next-intl';
import type { Series, Tick } from '@/components/charts/series';
import { TableScroll } from '@/components/ui/table-scroll';

/** The same figures as the chart, one line per bucket; each opens the events beneath. */
export function TimeTable({
  ticks,
  series,
  totals,
  caption,
  onPick,
  partialNote,
}: {
  ticks: Tick[];
  series: Series[];
  totals: string[] | null;
  caption: string;
  onPick: (id: string | null, tick: string) => void;
  partialNote: string;
}) {
  const t = useTranslations();
  return (
    <TableScroll label={caption} style={{ maxHeight: 420 }}>
      <table className="data-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('explore.chart.bucket')}</th>
            {series.map((one) => (
              <th key={one.id} scope="col" data-align="right">
                {one.name}
              </th>
            ))}
            {totals && (
              <th scope="col" data-align="right">
                {t('dimensions.total')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {ticks.map((tick, at) => (
            <tr key={tick.id}>
              <th scope="row" className="font-normal whitespace-nowrap">
                {tick.title}
                {tick.partial && <span className="text-xs text-ink2"> {partialNote}</span>}
              </th>
              {series.map((one) => (
                <td key={one.id} data-align="right">
                  <button
                    type="button"
                    className="whitespace-nowrap hover:underline"
                    onClick={() => onPick(one.id, tick.id)}
                  >
                    {one.texts[at]}
                  </button>
                </td>
              ))}
              {totals && (
                <td data-align="right" className="font-medium">
                  <button
                    type="button"
                    className="whitespace-nowrap hover:underline"
                    onClick={() => onPick(null, tick.id)}
                  >
                    {totals[at]}
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
