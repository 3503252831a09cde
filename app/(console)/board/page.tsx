import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { BoardPanel } from '@/components/board/board-panel';
import { BoardView } from '@/components/board/board-view';
import { MonthSwitch } from '@/components/board/month-switch';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { readBoard } from '@/lib/board/server/read-board';
import { readMetric, setTarget } from './actions';
import { boardContext } from './board-context';
import { monthsUntil, readMonth } from './search-params';

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('board'))('title') };
}

export default async function BoardPage({ searchParams }: PageProps) {
  const [asked, { ctx, may, currency, today }, t] = await Promise.all([
    searchParams,
    boardContext(),
    getTranslations('board'),
  ]);
  const month = readMonth(asked.month, today);
  const board = await readBoard(ctx, { month, currency });
  const isEmpty = month === null && board.coverage.priced.requests === '0';
  const choose = <MonthSwitch month={board.month} months={monthsUntil(today)} />;
  if (isEmpty) return <NothingYet t={t} />;
  return (
    <>
      <BoardView
        board={board}
        month={choose}
        actions={
          may('packs.issue') &&
          board.state !== 'running' && (
            <Button asChild variant="primary">
              <Link href={`/board/packs/draft?month=${board.month}`}>{t('issue')}</Link>
            </Button>
          )
        }
      />
      <BoardPanel
        metrics={board.metrics}
        month={board.month}
        currency={currency}
        maySetTargets={may('board.targets')}
        setTarget={setTarget}
        readMetric={readMetric}
      />
    </>
  );
}

function NothingYet({ t }: { t: Awaited<ReturnType<typeof getTranslations<'board'>>> }) {
  return (
    <EmptyState
      title={t('empty.title')}
      action={
        <Button asChild variant="primary">
          <Link href="/data">{t('empty.action')}</Link>
        </Button>
      }
    >
      {t('empty.text')}
    </EmptyState>
  );
}
