import Link from 'next/link';
import { formatShareOf } from '@/lib/attribution/figure';
import { encodeFilter } from '@/lib/attribution/search-params';
import type { Board, BoardDepartment } from '@/lib/board/board';
import { moneyText } from '@/lib/board/metric-text';
import { moved } from './headline-facts';
import { useBoardText } from './use-board-text';

/** Spend by department; the shares sum to the whole. */
export function DepartmentsList({ board }: { board: Board }) {
  const { t, monthName, gap } = useBoardText(board.currency);
  if (board.departments.length === 0) return <p className="py-3 text-ink2">{t('gaps.no_usage')}</p>;
  const money = (figure: BoardDepartment['effectiveCost']) =>
    figure.value === null
      ? figure.reason
        ? gap(figure.reason)
        : '–'
      : moneyText(figure.value, board.currency);
  return (
    <table className="data-table" data-testid="board-departments">
      <caption className="sr-only">{t('departments.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('departments.name')}</th>
          <th scope="col" className="text-right!">
            {monthName(board.month)}
          </th>
          <th scope="col" className="text-right! max-sm:hidden">
            {monthName(board.previousPeriod.from.slice(0, 7))}
          </th>
          <th scope="col" className="text-right!">
            {t('departments.change')}
          </th>
          <th scope="col" className="text-right! max-sm:hidden">
            {t('departments.share')}
          </th>
        </tr>
      </thead>
      <tbody>
        {board.departments.map((row) => (
          <tr key={row.key ?? ''}>
            <th scope="row" className="font-normal">
              <Link href={exploreHref(board, row)} className="no-underline hover:underline">
                {row.name ?? t('departments.none')}
              </Link>
            </th>
            <td data-align="right" title={row.effectiveCost.value ?? undefined}>
              {money(row.effectiveCost)}
            </td>
            <td data-align="right" className="text-ink2 max-sm:hidden">
              {money(row.previous)}
            </td>
            <td data-align="right">
              <Change row={row} />
            </td>
            <td data-align="right" className="text-ink2 max-sm:hidden">
              {formatShareOf(row.share, 1)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Rising cost is not green, and falling cost no alarm. */
function Change({ row }: { row: BoardDepartment }) {
  const change = moved(row.effectiveCost.value, row.previous.value);
  if (!change) return '–';
  const sign = change.direction === 'rose' ? '+' : change.direction === 'fell' ? '−' : '';
  return <span className={change.direction === 'fell' ? 'text-good' : ''}>{`${sign}${change.percent}`}</span>;
}

function exploreHref({ period }: Board, { key }: BoardDepartment): string {
  const filter = encodeFilter({ dimension: 'department', values: [key], exclude: false });
  return `/explore?${new URLSearchParams({ from: period.from, to: period.to, by: 'team', f: filter })}`;
}
