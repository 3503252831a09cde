'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { EventsPanel } from '@/components/explore/events-panel';
import { ExplainPanel } from '@/components/explore/explain-panel';
import type { Dates, Labels } from '@/components/explore/labels';
import type { ExploreState, Panel } from '@/components/explore/state';
import { Button } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';
import { TableSkeleton } from '@/components/ui/skeleton';
import type { Cell, Measure, UsageQuery } from '@/lib/attribution/query';
import { readEvents, readExplanation } from './actions';
import { cellQuery, unwrap } from './queries';

interface PanelSheetProps {
  state: ExploreState;
  labels: Labels;
  dates: Dates;
  today: string;
  onClose: () => void;
  onPanel: (panel: Panel) => void;
}

/** The working of a figure or the events beneath it, beside the page. It is in the address, so Back closes it. */
export function PanelSheet({ state, onClose, onPanel, ...shared }: PanelSheetProps) {
  const t = useTranslations('explore');
  const { panel } = state;
  if (!panel) return null;
  const query = cellQuery(state.query, panel.cell);
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(panel.kind === 'explain' ? 'explain.title' : 'events.title')}
      className="sm:w-[min(860px,92vw)]"
    >
      {panel.kind === 'explain' ? (
        <Explanation
          {...shared}
          query={query}
          measure={panel.measure}
          cell={panel.cell}
          onEvents={() => onPanel({ kind: 'events', cell: panel.cell })}
        />
      ) : (
        <Events query={query} cell={panel.cell} />
      )}
    </Sheet>
  );
}

function Explanation({
  query,
  measure,
  cell,
  ...shared
}: Pick<PanelSheetProps, 'labels' | 'dates' | 'today'> & {
  query: UsageQuery;
  measure: Measure;
  cell: Cell;
  onEvents: () => void;
}) {
  const t = useTranslations('explore.explain');
  const { data, error, refetch } = useQuery({
    queryKey: ['explain', query, measure, cell],
    queryFn: () => unwrap(readExplanation(query, measure, cell)),
  });
  if (error) return <Problem message={error.message} onRetry={refetch} />;
  if (!data) return <TableSkeleton rows={9} label={t('loading')} />;
  return <ExplainPanel explanation={data} {...shared} />;
}

function Events({ query, cell }: { query: UsageQuery; cell: Cell }) {
  const t = useTranslations('explore.events');
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['events', query, cell],
    queryFn: ({ pageParam }) => unwrap(readEvents(query, cell, pageParam)),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  if (error) return <Problem message={error.message} onRetry={refetch} />;
  if (!data) return <TableSkeleton rows={9} label={t('loading')} />;
  return (
    <EventsPanel
      pages={data.pages}
      onMore={hasNextPage ? () => fetchNextPage() : undefined}
      loading={isFetchingNextPage}
    />
  );
}

function Problem({ message, onRetry }: { message: string; onRetry: () => void }) {
  const t = useTranslations('explore.error');
  return (
    <div role="alert" className="grid justify-items-start gap-3">
      <p>{t('title')}</p>
      <p className="text-ink2">{message}</p>
      <Button onClick={() => onRetry()}>{t('retry')}</Button>
    </div>
  );
}
