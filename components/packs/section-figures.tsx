import { BudgetsList } from '@/components/board/budgets-list';
import { DepartmentsList } from '@/components/board/departments-list';
import { ForecastFan } from '@/components/board/forecast-fan';
import { NoticesList } from '@/components/board/notices-list';
import { SavingsList } from '@/components/board/savings-list';
import { Sources } from '@/components/board/sources';
import { useBoardText } from '@/components/board/use-board-text';
import { Waterfall } from '@/components/board/waterfall';
import { WorkflowsList } from '@/components/board/workflows-list';
import type { Board } from '@/lib/board/board';
import { moneyText } from '@/lib/board/metric-text';
import type { PackSection } from '@/lib/board/pack';

/** The figures that a section's words are about, as on the board. */
export function SectionFigures({ section, board }: { section: PackSection; board: Board }) {
  const { t } = useBoardText(board.currency);
  switch (section) {
    case 'cover':
      return <Spend board={board} />;
    case 'metrics':
      return <Metrics board={board} />;
    case 'bridge':
      return <Waterfall board={board} />;
    case 'departments':
      return <DepartmentsList board={board} />;
    case 'workflows':
      return <WorkflowsList board={board} />;
    case 'budgets':
      return <BudgetsList board={board} />;
    case 'forecast':
      return <ForecastFan board={board} />;
    case 'savings':
      return board.savings.length > 0 ? <SavingsList board={board} /> : null;
    case 'risks':
      return <NoticesList notices={board.risks} board={board} none={t('risks.none')} />;
    case 'decisions':
      return <NoticesList notices={board.decisions} board={board} none={t('decisions.none')} />;
    case 'appendix':
      return <Sources board={board} />;
  }
}

function Spend({ board }: { board: Board }) {
  const { month, gap } = useBoardText(board.currency);
  const { amount, previous } = board.spend;
  const rows = [
    [board.month, amount],
    [board.previousPeriod.from.slice(0, 7), previous],
  ] as const;
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-6">
      {rows.map(([when, { value, reason }]) => (
        <div key={when} className="col-span-2 grid grid-cols-subgrid border-b py-1.5">
          <dt>{month(when)}</dt>
          <dd>{value === null ? gap(reason ?? 'no_previous') : moneyText(value, board.currency)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Metrics({ board }: { board: Board }) {
  const { t, value, target, gap } = useBoardText(board.currency);
  return (
    <dl className="grid grid-cols-[1fr_auto_auto] gap-x-6">
      {board.metrics.map((metric) => (
        <div key={metric.key} className="col-span-3 grid grid-cols-subgrid border-b py-1.5">
          <dt>{t(`metrics.${metric.key}.name`)}</dt>
          <dd className="text-right">{metric.gap === null ? value(metric) : gap(metric.gap)}</dd>
          <dd className="text-right text-ink2">{target(metric) ?? t('noTarget')}</dd>
        </div>
      ))}
    </dl>
  );
}
