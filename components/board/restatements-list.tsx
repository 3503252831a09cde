import Link from 'next/link';
import type { Board } from '@/lib/board/board';
import { moneyText, signedMoney } from '@/lib/board/metric-text';
import { formatCount } from '@/lib/money/format';
import { RestatedOutcomes } from './restated-outcomes';
import { useBoardText } from './use-board-text';

/** Months whose ledger moved after they were closed: what was frozen stays, the difference is shown here. */
export function RestatementsList({ board }: { board: Board }) {
  const { t, month } = useBoardText(board.currency);
  return (
    <>
      <table className="data-table">
        <caption className="sr-only">{t('restatements.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('restatements.month')}</th>
            <th scope="col" className="text-right! max-sm:hidden">
              {t('restatements.frozen')}
            </th>
            <th scope="col" className="text-right! max-sm:hidden">
              {t('restatements.now')}
            </th>
            <th scope="col" className="text-right!">
              {t('restatements.difference')}
            </th>
            <th scope="col" className="text-right!">
              {t('restatements.events')}
            </th>
          </tr>
        </thead>
        <tbody>
          {board.restatements.map((row) => (
            <tr key={row.month}>
              <th scope="row" className="font-normal">
                <Link href={`/board/close?month=${row.month}`} className="no-underline hover:underline">
                  {month(row.month)}
                </Link>
              </th>
              <td data-align="right" className="max-sm:hidden">
                {moneyText(row.frozen, board.currency)}
              </td>
              <td data-align="right" className="max-sm:hidden">
                {moneyText(row.now, board.currency)}
              </td>
              <td data-align="right" title={row.difference}>
                {signedMoney(row.difference, board.currency)}
              </td>
              <td data-align="right">{formatCount(row.lateEvents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <RestatedOutcomes restated={board.restatements} currency={board.currency} />
    </>
  );
}
