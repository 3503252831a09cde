import { useLocale, useTranslations } from 'next-intl';
import { TableScroll } from '@/components/ui/table-scroll';
import { toLedgerScale } from '@/lib/attribution/figure';
import type { BoardRestatement } from '@/lib/board/board';
import { firstDayOf } from '@/lib/board/month';
import type { Currency } from '@/lib/money/currency';
import { formatCount, formatMoney } from '@/lib/money/format';
import { writeDay } from '@/lib/time/write';

/** Closed months whose ledger has moved since: what was reported, what it is now, and by how much. */
export function RestatedMonths({
  restated,
  currency,
}: {
  restated: readonly BoardRestatement[];
  currency: Currency;
}) {
  const t = useTranslations('boardClose.restated');
  const locale = useLocale();
  const money = (value: string) => formatMoney(toLedgerScale(value), currency, 2);
  return (
    <TableScroll label={t('title')}>
      <table className="data-table">
        <caption className="sr-only">{t('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('month')}</th>
            {(['reported', 'now', 'difference', 'lateEvents'] as const).map((key) => (
              <th key={key} scope="col" data-align="right">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {restated.map((one) => (
            <tr key={one.month}>
              <th scope="row" className="text-left font-normal">
                {writeDay(firstDayOf(one.month), 'month', locale)}
              </th>
              <td data-align="right">{money(one.frozen)}</td>
              <td data-align="right">{money(one.now)}</td>
              <td data-align="right">{money(one.difference)}</td>
              <td data-align="right">{formatCount(one.lateEvents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
