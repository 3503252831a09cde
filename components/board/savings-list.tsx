import type { Board } from '@/lib/board/board';
import { moneyText } from '@/lib/board/metric-text';
import { useBoardText } from './use-board-text';

/** What initiatives are planned to save a month: avoided cost, in no other figure of the board. */
export function SavingsList({ board }: { board: Board }) {
  const { t, gap } = useBoardText(board.currency);
  return (
    <table className="data-table">
      <caption className="sr-only">{t('savings.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('savings.name')}</th>
          <th scope="col">{t('savings.state')}</th>
          <th scope="col" className="text-right!">
            {t('savings.monthly')}
          </th>
        </tr>
      </thead>
      <tbody>
        {board.savings.map((saving) => (
          <tr key={saving.id}>
            <th scope="row" className="font-normal wrap-anywhere">
              {saving.name}
            </th>
            <td className="text-ink2">{t(`savings.states.${saving.state}`)}</td>
            <td data-align="right" title={saving.savingMonthly ?? undefined}>
              {saving.savingMonthly === null
                ? gap('no_fx_rate')
                : moneyText(saving.savingMonthly, board.currency)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
