import { useLocale, useTranslations } from 'next-intl';
import { TableScroll } from '@/components/ui/table-scroll';
import type { BoardRestatement } from '@/lib/board/board';
import { signedMoney } from '@/lib/board/metric-text';
import { firstDayOf } from '@/lib/board/month';
import type { Currency } from '@/lib/money/currency';
import { formatCount } from '@/lib/money/format';
import { writeDay } from '@/lib/time/write';

/** Outcomes that arrived after their month was closed, by workflow, and what they change of its worth. */
export function RestatedOutcomes({
  restated,
  currency,
}: {
  restated: readonly BoardRestatement[];
  currency: Currency;
}) {
  const t = useTranslations('board.restatements.outcomes');
  const locale = useLocale();
  const rows = restated.flatMap(({ month, outcomes = [] }) => outcomes.map((of) => ({ month, ...of })));
  const unkept = restated.filter(({ outcomes }) => outcomes === undefined);
  const month = (value: string) => writeDay(firstDayOf(value), 'month', locale);
  return (
    <>
      {rows.length > 0 && (
        <TableScroll label={t('title')}>
          <table className="data-table mt-3" data-testid="restated-outcomes">
            <caption className="sr-only">{t('title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('workflow')}</th>
                {(['frozen', 'now', 'difference', 'records', 'worth'] as const).map((key) => (
                  <th key={key} scope="col" data-align="right">
                    {t(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.month} ${row.workflow}`}>
                  <th scope="row" className="text-left font-normal">
                    {t('of', { workflow: row.label, month: month(row.month) })}
                  </th>
                  <td data-align="right">{formatCount(row.frozen)}</td>
                  <td data-align="right">{formatCount(row.now)}</td>
                  <td data-align="right">{formatCount(row.difference)}</td>
                  <td data-align="right">{formatCount(row.lateRecords)}</td>
                  <td data-align="right" title={row.worth?.difference}>
                    {row.worth ? signedMoney(row.worth.difference, currency) : '–'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {unkept.length > 0 && (
        <p className="mt-2 text-ink2">
          {t('notKept', { months: unkept.map((one) => month(one.month)).join(' · ') })}
        </p>
      )}
    </>
  );
}
