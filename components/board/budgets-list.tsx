import Link from 'next/link';
import { barPercent } from '@/components/budgets/amounts';
import { PaceBar } from '@/components/budgets/pace-bar';
import { STATE_TONES } from '@/components/budgets/states';
import { Status } from '@/components/ui/status';
import { formatShareOf, toUnits } from '@/lib/attribution/figure';
import type { Board, BoardBudget } from '@/lib/board/board';
import { useBoardText } from './use-board-text';

const SHOWN = 6;
const used = (budget: BoardBudget) => toUnits(budget.used, 6);

/** The budgets nearest to their limits or beyond them. */
export function BudgetsList({ board }: { board: Board }) {
  const { t } = useBoardText(board.currency);
  const rows = [...board.budgets].sort((a, b) => (used(a) > used(b) ? -1 : 1)).slice(0, SHOWN);
  if (rows.length === 0) return <p className="py-3 text-ink2">{t('gaps.no_budgets')}</p>;
  return (
    <table className="data-table" data-testid="board-budgets">
      <caption className="sr-only">{t('budgets.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('budgets.name')}</th>
          <th scope="col" className="max-sm:hidden">
            <span className="sr-only">{t('budgets.bar')}</span>
          </th>
          <th scope="col" className="text-right!">
            {t('budgets.used')}
          </th>
          <th scope="col" className="text-right!">
            {t('budgets.state')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((budget) => (
          <tr key={budget.id}>
            <th scope="row" className="font-normal">
              <Link href={`/budgets/${budget.id}`} className="no-underline hover:underline">
                {budget.name}
              </Link>
            </th>
            <td className="w-[32%] max-sm:hidden">
              <PaceBar
                spent={barPercent(budget.spent, budget.limit)}
                reserved={barPercent(budget.reserved, budget.limit)}
                elapsed={0}
                tone={STATE_TONES[budget.state]}
                label={t('budgets.barLabel', { share: formatShareOf(budget.used, 1) })}
              />
            </td>
            <td data-align="right">{formatShareOf(budget.used, 1)}</td>
            <td data-align="right">
              <Status tone={STATE_TONES[budget.state]}>
                {t(`budgets.states.${board.state === 'running' ? 'running' : 'over'}.${budget.state}`)}
              </Status>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
