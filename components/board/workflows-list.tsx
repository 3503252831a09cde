import Link from 'next/link';
import { toUnits } from '@/lib/attribution/figure';
import type { Board } from '@/lib/board/board';
import { moneyText, signedMoney } from '@/lib/board/metric-text';
import { formatCount } from '@/lib/money/format';
import type { WorkflowResult } from '@/lib/outcomes/profit-and-loss';
import { useBoardText } from './use-board-text';

const SHOWN = 6;
const margin = ({ margin: value }: WorkflowResult): bigint => toUnits(value ?? '0', 22);

/** Every workflow at a loss first among those shown, then the best; the rest is a click away. */
function rowsShown(results: readonly WorkflowResult[]): WorkflowResult[] {
  const judged = results
    .filter((one) => one.margin !== null)
    .sort((a, b) => (margin(a) > margin(b) ? -1 : 1));
  const losses = judged.filter((one) => margin(one) < 0n).slice(-2);
  const best = judged.filter((one) => margin(one) >= 0n).slice(0, SHOWN - losses.length);
  return [...best, ...losses];
}

/** What workflows delivered, and what it was worth less what it cost. */
export function WorkflowsList({ board }: { board: Board }) {
  const { t } = useBoardText(board.currency);
  const rows = rowsShown(board.workflows);
  if (rows.length === 0) return <p className="py-3 text-ink2">{t('gaps.no_values')}</p>;
  const money = (value: string | null) => (value === null ? '–' : moneyText(value, board.currency));
  return (
    <table className="data-table" data-testid="board-workflows">
      <caption className="sr-only">{t('workflows.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('workflows.name')}</th>
          <th scope="col" className="text-right! max-sm:hidden">
            {t('workflows.outcomes')}
          </th>
          <th scope="col" className="text-right!">
            {t('workflows.costEach')}
          </th>
          <th scope="col" className="text-right! max-sm:hidden">
            {t('workflows.worthEach')}
          </th>
          <th scope="col" className="text-right!">
            {t('workflows.margin')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.workflow}>
            <th scope="row" className="font-normal">
              <Link
                href={`/workflows/${encodeURIComponent(row.workflow)}?period=${board.month}`}
                className="no-underline wrap-anywhere hover:underline"
              >
                {row.label}
              </Link>
            </th>
            <td data-align="right" className="max-sm:hidden">
              {formatCount(row.outcomes.split('.')[0] ?? '0')}
            </td>
            <td data-align="right">{money(row.costPerOutcome)}</td>
            <td data-align="right" className="max-sm:hidden">
              {money(row.valuePerOutcome)}
            </td>
            <td
              data-align="right"
              className={margin(row) < 0n ? 'text-bad' : 'text-good'}
              title={row.margin ?? undefined}
            >
              {signedMoney(row.margin ?? '0', board.currency)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
