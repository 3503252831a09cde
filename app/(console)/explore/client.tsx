'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChartPanel } from '@/components/explore/chart-panel';
import { Controls } from '@/components/explore/controls';
import { NothingHere, NoUsageYet } from '@/components/explore/empty';
import { FiguresStrip } from '@/components/explore/figures-strip';
import { Headline } from '@/components/explore/headline';
import { type Labels, useDates, useLabels } from '@/components/explore/labels';
import { ExploreSkeleton } from '@/components/explore/skeleton';
import {
  drillInto,
  type ExploreDefaults,
  type ExploreState,
  leaveOut,
  type Panel,
  TOP_ROWS,
} from '@/components/explore/state';
import { useCompact } from '@/components/explore/use-compact';
import { useHydrated } from '@/components/explore/use-hydrated';
import { tableRows } from '@/components/tables/split-rows';
import { rowName, SplitTable } from '@/components/tables/split-table';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { presetPeriod } from '@/lib/attribution/period-presets';
import { type Cell, type Measure, WHOLE } from '@/lib/attribution/query';
import { encodeQuery } from '@/lib/attribution/search-params';
import { readExplore } from './actions';
import type { ExploreData } from './data';
import { Filters } from './filters';
import { exploreKey, KEEP, unwrap } from './queries';
import { useExploreState } from './use-explore-state';
import { Views } from './views';

/** Read when a figure is first opened. */
const PanelSheet = dynamic(async () => (await import('./panel-sheet')).PanelSheet, { ssr: false });

interface ExploreClientProps {
  defaults: ExploreDefaults;
  mayEditViews: boolean;
  meterUrl: string;
  now: string;
}

export function ExploreClient(props: ExploreClientProps) {
  const t = useTranslations('explore.error');
  const [state, setState] = useExploreState(props.defaults);
  const hydrated = useHydrated();
  const { data, error, refetch, isFetching, isPlaceholderData } = useQuery({
    queryKey: exploreKey(state),
    queryFn: () => unwrap(readExplore(state.query, state.allRows)),
    ...KEEP,
  });
  const problem = error && (
    <EmptyState
      title={t('title')}
      action={
        <Button variant="primary" onClick={() => refetch()} busy={isFetching}>
          {t('retry')}
        </Button>
      }
    >
      <p role="alert">{data ? t('kept') : error.message}</p>
    </EmptyState>
  );
  if (!data) return problem || <ExploreSkeleton />;
  return (
    <div aria-busy={!hydrated || isPlaceholderData} data-testid="explore">
      {problem}
      <Explore {...props} data={data} state={state} setState={setState} />
    </div>
  );
}

interface ExploreProps extends ExploreClientProps {
  data: ExploreData;
  state: ExploreState;
  setState: (state: ExploreState) => void;
}

function Explore({ data, state, setState, defaults, mayEditViews, meterUrl, now }: ExploreProps) {
  const labels = useLabels(data.summary.coverage.tags);
  const dates = useDates();
  const open = (panel: Panel | null) => setState({ ...state, panel });
  const onExplain = (measure: Measure, cell: Cell) => open({ kind: 'explain', measure, cell });
  const onEvents = (cell: Cell) => open({ kind: 'events', cell });
  if (!data.anyUsage) return <NoUsageYet meterUrl={meterUrl} now={now} />;
  const empty = data.summary.total.events === '0';
  return (
    <>
      <Headline
        summary={data.summary}
        split={data.split}
        today={defaults.today}
        labels={labels}
        dates={dates}
        teams={data.teamNames}
        actions={
          <>
            <ShareButton state={state} />
            <Views mayEdit={mayEditViews} />
          </>
        }
      />
      <div className="flex flex-wrap items-center gap-2">
        <Controls state={state} defaults={defaults} labels={labels} dates={dates} onChange={setState} />
        <Filters state={state} setState={setState} labels={labels} names={data.filterNames} />
      </div>
      <div className="mt-5">
        <FiguresStrip summary={data.summary} onExplain={onExplain} />
      </div>
      {empty ? (
        <NothingHere
          filtered={state.query.filters.length > 0}
          onClear={() => setState({ ...state, query: { ...state.query, filters: [] } })}
          onLonger={() => setState({ ...state, ...longer(defaults, state) })}
        />
      ) : (
        <Evidence {...{ data, state, setState, defaults, labels, onExplain, onEvents }} />
      )}
      {state.panel && (
        <PanelSheet
          state={state}
          labels={labels}
          dates={dates}
          today={defaults.today}
          onClose={() => open(null)}
          onPanel={open}
        />
      )}
    </>
  );
}

function longer(defaults: ExploreDefaults, state: ExploreState): Pick<ExploreState, 'preset' | 'query'> {
  const period = presetPeriod('last_13_months', defaults.today, defaults.fiscalYearStartMonth);
  return { preset: 'last_13_months', query: { ...state.query, period, grain: 'month' } };
}

interface EvidenceProps {
  data: ExploreData;
  state: ExploreState;
  setState: (state: ExploreState) => void;
  defaults: ExploreDefaults;
  labels: Labels;
  onExplain: (measure: Measure, cell: Cell) => void;
  onEvents: (cell: Cell) => void;
}

/** The chart and its table, in step: what is pointed at in one is marked in the other. */
function Evidence({ data, state, setState, defaults, labels, onExplain, onEvents }: EvidenceProps) {
  const t = useTranslations();
  const dates = useDates();
  const compact = useCompact();
  const [active, setActive] = useState<string | null>(null);
  const { split, nested } = data;
  const rows = tableRows(split, nested);
  const rest = t('dimensions.everythingElse');
  const query = split.query;
  const measure = query.measures[0] ?? 'effective_cost';
  const by = state.query.dimensions.map((key) => labels.dimension(key)).join(' × ');
  const named = { measure: t(`measures.${measure}`), dimension: by || t('dimensions.total') };
  const onPick = (id: string | null, bucket: string) => {
    const picked = rows.filter((row) => row.series === id || row.id === id);
    const cells = picked.map((row) => row.cell);
    const alone = cells.length === 1 ? cells[0] : undefined;
    if (id === null || !split.query.dimensions.length) return onEvents({ ...WHOLE, bucket });
    if (alone) return onEvents({ ...alone, bucket });
    // Drawn together: everything but what is drawn alone.
    const drawn = rows.filter((row) => row.series === row.id && row.kind === 'group').map((row) => row.key);
    return onEvents({ ...WHOLE, keys: drawn, exclude: true, bucket });
  };
  return (
    <>
      <ChartPanel
        split={split}
        rows={rows}
        name={(row) => (split.query.dimensions.length ? rowName(row, labels, rest) : t('dimensions.total'))}
        labels={labels}
        dates={dates}
        today={defaults.today}
        display={state.display}
        onDisplay={(display) => setState({ ...state, display })}
        active={active}
        onActive={setActive}
        onPick={onPick}
        csvHref={`/api/exports/usage?${encodeQuery(state.query)}`}
        compact={compact}
      />
      {query.dimensions.length > 0 && (
        <div className="mt-6">
          <SplitTable
            split={split}
            rows={rows}
            caption={t('explore.table.caption', {
              ...named,
              period: dates.period(split.period, defaults.today, true),
            })}
            labels={labels}
            sort={state.sort}
            onSort={(sort) => setState({ ...state, sort })}
            active={active}
            onActive={setActive}
            onExplain={onExplain}
            onEvents={onEvents}
            onDrill={(row) => setState({ ...state, sort: null, query: drillInto(state.query, row.key) })}
            onLeaveOut={(row) => setState({ ...state, query: leaveOut(state.query, row.key[0] ?? null) })}
          />
          {split.groups > TOP_ROWS && (
            <Button
              size="sm"
              variant="quiet"
              className="mt-2"
              onClick={() => setState({ ...state, allRows: !state.allRows })}
            >
              {state.allRows ? t('explore.table.collapse', { count: TOP_ROWS }) : t('explore.table.expand')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** A link that names the days and the currency, so that the other person sees these figures. */
function ShareButton({ state }: { state: ExploreState }) {
  const t = useTranslations('explore.share');
  const origin = typeof window === 'undefined' ? '' : window.location.origin;
  return <CopyButton size="sm" text={`${origin}/explore?${encodeQuery(state.query)}`} label={t('copy')} />;
}
