'use client';

import { TableScroll } from '@/components/ui/table-scroll';
import type { CostSpread } from '@/lib/calculator/monte-carlo';
import { formatCount, formatShare } from '@/lib/money/format';
import { useRiskText } from './use-risk';

/** The histogram as figures, with how many draws are at or below each bin. */
export function HistogramTable({ spread, samples }: { spread: CostSpread; samples: number }) {
  const { t, amount } = useRiskText();
  const share = (count: number) => formatShare(BigInt(count), BigInt(samples), 2);
  let below = 0;
  const rows = spread.histogram.map((bin) => {
    below += bin.samples;
    return { ...bin, below };
  });
  return (
    <TableScroll label={t('draws.caption')} style={{ maxHeight: 420 }}>
      <table className="data-table">
        <caption className="sr-only">{t('draws.caption')}</caption>
        <thead>
          <tr>
            {(['from', 'to', 'samples', 'share', 'upTo'] as const).map((column) => (
              <th
                key={column}
                scope="col"
                data-align="right"
                className={column === 'share' ? 'max-sm:hidden' : undefined}
              >
                {t(`draws.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={String(row.from)}>
              <td data-align="right">{amount(row.from)}</td>
              <td data-align="right">{amount(row.to)}</td>
              <td data-align="right">{formatCount(row.samples)}</td>
              <td data-align="right" className="max-sm:hidden">
                {share(row.samples)}
              </td>
              <td data-align="right">{share(row.below)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
