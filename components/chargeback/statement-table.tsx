import { useTranslations } from 'next-intl';
import { TableScroll } from '@/components/ui/table-scroll';
import type { Statement, StatementAmounts } from '@/lib/chargeback/statement';
import { coinPlaces } from '@/lib/chargeback/statement';
import { formatMoney } from '@/lib/money/format';

const COLUMNS = ['own', 'shared', 'unowned', 'total'] as const satisfies (keyof StatementAmounts)[];

/** What the month charges to each department, its teams below it; columns and lines add up as printed. */
export function StatementTable({ statement }: { statement: Statement }) {
  const t = useTranslations('chargeback');
  const { lines, totals, currency } = statement;
  const money = (value: string) => formatMoney(value, currency, coinPlaces(currency));
  return (
    <TableScroll label={t('table')}>
      <table className="data-table">
        <caption className="sr-only">{t('table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('department')}</th>
            {COLUMNS.map((key) => (
              <th key={key} scope="col" data-align="right">
                {t(`columns.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        {lines.map((line) => (
          <tbody key={line.key}>
            <tr>
              <th scope="row" className="text-left font-medium">
                {line.name}
              </th>
              {COLUMNS.map((key) => (
                <td key={key} data-align="right" className={key === 'total' ? 'font-medium' : undefined}>
                  {money(line[key])}
                </td>
              ))}
            </tr>
            {line.teams.map((team) => (
              <tr key={team.key} className="text-ink2">
                <th scope="row" className="pl-5! text-left font-normal">
                  {team.name}
                </th>
                <td data-align="right">{money(team.own)}</td>
                <td colSpan={3} />
              </tr>
            ))}
          </tbody>
        ))}
        {totals && (
          <tfoot>
            <tr className="border-t border-ink font-medium">
              <th scope="row" className="text-left">
                {t('all')}
              </th>
              {COLUMNS.map((key) => (
                <td key={key} data-align="right">
                  {money(totals[key])}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </TableScroll>
  );
}
