'use client';

import { cn } from '@/components/ui/cn';
import { TableScroll } from '@/components/ui/table-scroll';
import type { Currency } from '@/lib/money/currency';
import type { WorkflowMonth } from '@/lib/outcomes/dto';
import { isLoss } from './totals';
import { useWorkflowText } from './use-workflow-text';

const COLUMNS = ['outcomes', 'costEach', 'worthEach', 'cost', 'worth', 'margin'] as const;

/** The months of the chart as figures, newest first. */
export function TrendTable({
  trend,
  currency,
  running,
}: {
  trend: readonly WorkflowMonth[];
  currency: Currency;
  running: string;
}) {
  const { t, money, signed, count, month } = useWorkflowText(currency);
  return (
    <TableScroll label={t('trend.title')}>
      <table className="data-table">
        <caption className="sr-only">{t('trend.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('columns.month')}</th>
            {COLUMNS.map((key) => (
              <th key={key} scope="col" data-align="right">
                {t(`columns.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...trend].reverse().map((one) => (
            <tr key={one.month}>
              <th scope="row" className="font-normal whitespace-nowrap">
                {month(one.month)}
                {one.month === running && <span className="text-xs text-ink2"> {t('soFar')}</span>}
              </th>
              <td data-align="right">{one.outcome ? count(one.outcomes) : '–'}</td>
              <td data-align="right">{money(one.costPerOutcome)}</td>
              <td data-align="right">{money(one.valuePerOutcome)}</td>
              <td data-align="right">{money(one.effectiveCost.value)}</td>
              <td data-align="right">{money(one.outcomeValue)}</td>
              <td data-align="right" className={cn(isLoss(one.margin) && 'text-bad')}>
                {signed(one.margin)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
