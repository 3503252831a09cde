import { useLocale, useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { TableScroll } from '@/components/ui/table-scroll';
import { toLedgerScale } from '@/lib/attribution/figure';
import type { EndDto } from '@/lib/forecasting/dto';
import type { Horizon } from '@/lib/forecasting/snapshot';
import type { Currency } from '@/lib/money/currency';
import { formatMoney } from '@/lib/money/format';
import { moneyToString, parseMoney, subtractMoney } from '@/lib/money/money';
import { addDays } from '@/lib/time/days';
import { writeDay } from '@/lib/time/write';

interface EndsTableProps {
  ends: readonly EndDto[];
  amounts: Record<Horizon, string> | null;
  currency: Currency;
}

/** What the month, the quarter and the year will have come to, against the envelope. */
export function EndsTable({ ends, amounts, currency }: EndsTableProps) {
  const t = useTranslations('forecast');
  const locale = useLocale();
  const money = (value: string) => formatMoney(toLedgerScale(value), currency);
  const columns = ['actual', 'expected', 'total', 'p80', 'p95'] as const;
  return (
    <TableScroll label={t('ends.title')}>
      <table className="data-table">
        <caption className="sr-only">{t('ends.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('ends.period')}</th>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                data-align="right"
                className={cn(column === 'expected' && 'max-sm:hidden')}
              >
                {t(`ends.${column}`)}
              </th>
            ))}
            {amounts && (
              <>
                <th scope="col" data-align="right">
                  {t('ends.envelope')}
                </th>
                <th scope="col" data-align="right">
                  {t('ends.room')}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {ends.map((end) => (
            <tr key={end.key}>
              <td className="whitespace-nowrap">
                {t(`ends.${end.key as Horizon}`)}
                <span className="block text-xs text-ink2">
                  {t('ends.until', { day: writeDay(addDays(end.period.to, -1), 'medium', locale) })}
                </span>
              </td>
              <td data-align="right">{money(end.actual)}</td>
              <td data-align="right" className="max-sm:hidden">
                {money(end.expected)}
              </td>
              <td data-align="right" className="font-medium">
                {money(end.total)}
              </td>
              {[end.intervals.p80, end.intervals.p95].map(({ low, high }, index) => (
                <td key={columns[index + 3]} data-align="right">
                  {money(low)} – {money(high)}
                </td>
              ))}
              {amounts && <Against total={end.total} envelope={amounts[end.key as Horizon]} money={money} />}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Against({
  total,
  envelope,
  money,
}: {
  total: string;
  envelope: string;
  money: (value: string) => string;
}) {
  const t = useTranslations('forecast.ends');
  const room = subtractMoney(parseMoney(envelope), parseMoney(toLedgerScale(total)));
  const size = moneyToString(room < 0n ? subtractMoney(parseMoney('0'), room) : room);
  return (
    <>
      <td data-align="right">{money(envelope)}</td>
      <td data-align="right" className={room < 0n ? 'text-bad' : ''}>
        {room < 0n ? t('over', { amount: money(size) }) : t('left', { amount: money(size) })}
      </td>
    </>
  );
}
