import Link from 'next/link';
import type { ReactNode } from 'react';
import { Section } from '@/components/ui/section';
import { formatShareOf } from '@/lib/attribution/figure';
import type { Board } from '@/lib/board/board';
import { BudgetsList } from './budgets-list';
import { DepartmentsList } from './departments-list';
import { ForecastFan } from './forecast-fan';
import { BoardHeadline } from './headline';
import { MetricsTable } from './metrics-table';
import { NoticesList } from './notices-list';
import { RestatementsList } from './restatements-list';
import { SavingsList } from './savings-list';
import { Sources } from './sources';
import { useBoardText } from './use-board-text';
import { Waterfall } from './waterfall';
import { WorkflowsList } from './workflows-list';

const BOARD_FIVE = 5;
const columns = 'mt-8 grid gap-x-11 gap-y-8 lg:grid-cols-[1.12fr_1fr] [&>section]:mt-0';

/** A month of the board as one page: written by the server, printed as it stands. */
export function BoardView({ board, month, actions }: { board: Board; month: ReactNode; actions: ReactNode }) {
  const { t, monthName, day } = useBoardText(board.currency);
  const [from, to] = [monthName(board.previousPeriod.from.slice(0, 7)), monthName(board.month)];
  const link = (href: string, text: string) => (
    <Link href={href} className="text-link" data-print="hide">
      {text}
    </Link>
  );
  const explore = `/explore?from=${board.period.from}&to=${board.period.to}`;
  return (
    <div data-testid="board">
      <BoardHeadline board={board} month={month} actions={actions} />
      <Section title={t('five.title')} note={t('five.note')}>
        <MetricsTable metrics={board.metrics.slice(0, BOARD_FIVE)} board={board} caption={t('five.title')} />
      </Section>
      <Section title={t('three.title')} note={t('three.note')}>
        <MetricsTable metrics={board.metrics.slice(BOARD_FIVE)} board={board} caption={t('three.title')} />
      </Section>
      <div className={columns}>
        <Section
          title={t('bridge.title')}
          note={t('bridge.note', { from, to })}
          actions={link(explore, t('bridge.more'))}
        >
          <Waterfall board={board} />
        </Section>
        <Section
          title={t('forecast.title')}
          note={t('forecast.note', { day: day(board.forecast.today) })}
          actions={link('/forecast', t('forecast.more'))}
        >
          <ForecastFan board={board} />
        </Section>
      </div>
      <div className={columns}>
        <div className="min-w-0">
          <Section
            title={t('workflows.title')}
            note={t('workflows.note')}
            actions={link(`/workflows?period=${board.month}`, t('all', { count: board.workflows.length }))}
          >
            <WorkflowsList board={board} />
          </Section>
          <Section title={t('departments.title')} note={t('departments.note')}>
            <DepartmentsList board={board} />
          </Section>
        </div>
        <div className="min-w-0">
          <Section
            title={t('budgets.title')}
            note={t('budgets.note')}
            actions={link('/budgets', t('all', { count: board.budgets.length }))}
          >
            <BudgetsList board={board} />
          </Section>
          {board.savings.length > 0 && (
            <Section title={t('savings.title')} note={t('savings.note')}>
              <SavingsList board={board} />
            </Section>
          )}
        </div>
      </div>
      {board.restatements.length > 0 && (
        <Section title={t('restatements.title')} note={t('restatements.note')}>
          <RestatementsList board={board} />
        </Section>
      )}
      <div className={columns}>
        <Section title={t('risks.title')} note={t('risks.note')}>
          <NoticesList notices={board.risks} board={board} none={t('risks.none')} />
        </Section>
        <Section title={t('decisions.title')} note={t('decisions.note')}>
          <NoticesList notices={board.decisions} board={board} none={t('decisions.none')} />
        </Section>
      </div>
      <Section
        title={t('basis.title')}
        note={t('basis.note', { share: formatShareOf(board.coverage.tagged.costShare, 1) })}
      >
        <Sources board={board} />
      </Section>
    </div>
  );
}
