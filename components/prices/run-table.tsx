import { useLocale, useTranslations } from 'next-intl';
import { TableScroll } from '@/components/ui/table-scroll';
import { formatCount, formatMoney } from '@/lib/money/format';
import type { RepricingRunDto } from '@/lib/pricing/repricing';
import { writeInstant } from '@/lib/time/write';

/** Every time past usage was charged again. */
export function RunTable({ runs, timeZone }: { runs: readonly RepricingRunDto[]; timeZone: string }) {
  const t = useTranslations('prices.repricing');
  const locale = useLocale();
  return (
    <TableScroll label={t('runs')}>
      <table className="data-table">
        <caption className="sr-only">{t('runs')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('when')}</th>
            <th scope="col">{t('why')}</th>
            <th scope="col" data-align="right">
              {t('events')}
            </th>
            <th scope="col" data-align="right">
              {t('change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.runId} className="align-top">
              <td className="sm:whitespace-nowrap">{writeInstant(run.createdAt, timeZone, locale)}</td>
              <td className="min-w-[120px]">
                <span className="grid">
                  {run.reason}
                  <span className="text-xs text-ink2">{run.createdBy}</span>
                </span>
              </td>
              <td data-align="right">{formatCount(run.events)}</td>
              <td data-align="right">{formatMoney(run.effectiveCostChange, 'USD')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
