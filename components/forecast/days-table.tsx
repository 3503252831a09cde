import { useLocale, useTranslations } from 'next-intl';
import { TableScroll } from '@/components/ui/table-scroll';
import { toLedgerScale } from '@/lib/attribution/figure';
import type { ForecastDto, UsageForecast } from '@/lib/forecasting/dto';
import type { Currency } from '@/lib/money/currency';
import { formatMoney } from '@/lib/money/format';
import { writeDay } from '@/lib/time/write';

interface DaysTableProps {
  history: UsageForecast['history'];
  days: ForecastDto['days'];
  currency: Currency;
}

/** The same figures as the fan, day by day, newest known day last. */
export function DaysTable({ history, days, currency }: DaysTableProps) {
  const t = useTranslations('forecast');
  const locale = useLocale();
  const money = (value: string) => formatMoney(toLedgerScale(value), currency);
  return (
    <TableScroll label={t('chart.title')} style={{ maxHeight: 460 }}>
      <table className="data-table">
        <caption className="sr-only">{t('chart.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('table.day')}</th>
            {(['actual', 'expected', 'p80', 'p95'] as const).map((column) => (
              <th key={column} scope="col" data-align="right">
                {t(`table.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {history.map(({ day, amount }) => (
            <tr key={day}>
              <td>{writeDay(day, 'weekdayYear', locale)}</td>
              <td data-align="right">{amount === null ? t('table.unknown') : money(amount)}</td>
              <td data-align="right">–</td>
              <td data-align="right">–</td>
              <td data-align="right">–</td>
            </tr>
          ))}
          {days.map(({ day, amount, p80, p95 }) => (
            <tr key={day}>
              <td>{writeDay(day, 'weekdayYear', locale)}</td>
              <td data-align="right">–</td>
              <td data-align="right">{money(amount)}</td>
              <td data-align="right">
                {money(p80.low)} – {money(p80.high)}
              </td>
              <td data-align="right">
                {money(p95.low)} – {money(p95.high)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
