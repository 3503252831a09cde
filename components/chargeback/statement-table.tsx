import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { TableScroll } from '@/components/ui/table-scroll';
import type { Statement, StatementAmounts } from '@/lib/chargeback/statement';
import { coinPlaces } from '@/lib/chargeback/statement';
import { formatMoney } from '@/lib/money/format';

const COLUMNS = ['own', 'shared', 'unowned', 'total'] as const satisfies (keyof StatementAmounts)[];
/** What stands below the total on a phone, where there is no room for a column of each. */
const PARTS = ['shared', 'unowned'] as const;
const cellClass = (key: (typeof COLUMNS)[number]) =>
  PARTS.some((part) => part === key) ? 'max-sm:hidden' : 'max-sm:pl-1!';

/** What the month charges to each department, its teams below it; columns and lines add up as printed. */
export function StatementTable({ statement }: { statement: Statement }) {
  const t = useTranslations('chargeback');
  const { lines, totals, currency } = statement;
  const money = (value: string) => formatMoney(value, currency, coinPlaces(currency));
  const parts = (amounts: StatementAmounts) =>
    PARTS.map((key) => (
      <span key={key} className="block text-xs font-normal text-ink2 sm:hidden">
        {t(`columns.${key}`)} {money(amounts[key])}
      </span>
    ));
  return (
    <TableScroll label={t('table')}>
      <table className="data-table">
        <caption className="sr-only">{t('table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('department')}</th>
            {COLUMNS.map((key) => (
              <th key={key} scope="col" data-align="right" className={cellClass(key)}>
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
                <td
                  key={key}
                  data-align="right"
                  className={cn(cellClass(key), key === 'total' && 'font-medium')}
                >
                  <span data-testid={key}>{money(line[key])}</span>
                  {key === 'total' && parts(line)}
                </td>
              ))}
            </tr>
            {line.teams.map((team) => (
              <tr key={team.key} className="text-ink2">
                <th scope="row" className="pl-5! text-left font-normal">
                  {team.name}
                </th>
                <td data-align="right">{money(team.own)}</td>
                <td colSpan={2} className="max-sm:hidden" />
                <td />
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
                <td key={key} data-align="right" className={cellClass(key)}>
                  <span data-testid={key}>{money(totals[key])}</span>
                  {key === 'total' && parts(totals)}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </TableScroll>
  );
}
