'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { Series } from '@/components/charts/series';
import { useCompact } from '@/components/explore/use-compact';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { Status } from '@/components/ui/status';
import { TableScroll } from '@/components/ui/table-scroll';
import type { HybridPlan, HybridSplit } from '@/lib/calculator/build-versus-buy-hybrid';
import { currencySymbol, formatShare, toChartNumber } from '@/lib/money/format';
import { type Money, moneyOf, moneyToString } from '@/lib/money/money';
import { CsvButton } from '../kit/csv-button';
import { useRateLine } from '../kit/use-rate-line';
import { type ChartView, ViewSwitch } from '../kit/view-switch';
import { Figure } from '../kit/working';
import type { BuildResult } from './build-result';
import { useBuildText } from './use-build-text';

const TimeChart = dynamic(() => import('@/components/charts/time-chart'), {
  ssr: false,
  loading: () => <Skeleton className="h-[280px] w-full opacity-40" />,
});

/** How much of year 3 own nodes should take: every number of nodes tried, the least total named. */
export function HybridPanel({ result: { hybrid } }: { result: BuildResult }) {
  const [view, setView] = useState<ChartView>('chart');
  const { t, amount, tokens, reading } = useBuildText();
  const rateLine = useRateLine();
  const { best, allApi } = hybrid;
  const demand = best.ownTokens + best.apiTokens;
  const saved = moneyOf(allApi.total - best.total);
  return (
    <Section
      title={t('hybrid.title')}
      note={t('hybrid.note')}
      actions={
        <>
          <ViewSwitch view={view} onView={setView} />
          <CsvButton file="build-or-buy-hybrid" rows={() => csvRows(hybrid)} />
        </>
      }
    >
      <div className="mb-3">
        <Figure
          className="figure"
          name={t('hybrid.title')}
          working={() => ({
            name: t('hybrid.title'),
            figure: amount(best.total),
            exact: `${moneyToString(reading.convert(best.total))} ${reading.currency}`,
            formula: t('hybrid.formula'),
            inputs: [
              [t('hybrid.nodes'), String(best.nodes)],
              [t('hybrid.ownTokens'), tokens(best.ownTokens, 3)],
              [t('hybrid.apiTokens'), tokens(best.apiTokens, 3)],
              [t('hybrid.ownCost'), amount(best.ownCost)],
              [t('hybrid.apiCost'), amount(best.apiCost)],
            ],
            sources: [rateLine],
          })}
        >
          {amount(best.total)}
        </Figure>
        <p className="mt-1 max-w-[56em] text-ink2">
          {t('hybrid.sentence', {
            nodes: Number(best.nodes),
            share: formatShare(best.ownTokens, demand),
            total: amount(best.total),
            saved: amount(saved),
          })}
        </p>
      </div>
      {view === 'chart' ? <Chart hybrid={hybrid} /> : <SplitTable hybrid={hybrid} />}
    </Section>
  );
}

function Chart({ hybrid: { candidates, best } }: { hybrid: HybridPlan }) {
  const { t, amount, reading } = useBuildText();
  const compact = useCompact();
  const [active, setActive] = useState<string | null>(null);
  const series = (id: 'ownCost' | 'apiCost', colour: string): Series => ({
    id,
    name: t(`hybrid.${id}`),
    colour,
    values: candidates.map((one) => toChartNumber(reading.convert(one[id]))),
    texts: candidates.map((one) => amount(one[id])),
  });
  return (
    <TimeChart
      ticks={candidates.map(({ nodes, total }) => ({
        id: String(nodes),
        label: nodes === best.nodes ? `${nodes} ✓` : String(nodes),
        title: `${t('hybrid.nodes')} ${nodes} · ${amount(total)}`,
        partial: false,
      }))}
      series={[series('ownCost', 'var(--c1)'), series('apiCost', 'var(--c3)')]}
      stacked
      unit={currencySymbol(reading.currency)}
      label={t('hybrid.label')}
      active={active}
      onActive={setActive}
      compact={compact}
      partialNote=""
    />
  );
}

function SplitTable({ hybrid: { candidates, best } }: { hybrid: HybridPlan }) {
  const { t } = useBuildText();
  return (
    <TableScroll label={t('hybrid.caption')} style={{ maxHeight: 420 }}>
      <table className="data-table">
        <caption className="sr-only">{t('hybrid.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('hybrid.nodes')}</th>
            {(['ownTokens', 'apiTokens', 'ownCost', 'apiCost', 'total'] as const).map((column) => (
              <th
                key={column}
                scope="col"
                data-align="right"
                className={column.endsWith('Tokens') ? 'max-sm:hidden' : undefined}
              >
                {t(`hybrid.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {candidates.map((one) => (
            <SplitRow key={String(one.nodes)} split={one} best={one.nodes === best.nodes} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function SplitRow({ split, best: isBest }: { split: HybridSplit; best: boolean }) {
  const { t, amount, tokens } = useBuildText();
  const money = (value: Money) => <td data-align="right">{amount(value)}</td>;
  return (
    <tr>
      <th scope="row" className="font-normal whitespace-nowrap">
        {String(split.nodes)} {isBest && <Status tone="good">{t('hybrid.best')}</Status>}
      </th>
      <td data-align="right" className="max-sm:hidden">
        {tokens(split.ownTokens)}
      </td>
      <td data-align="right" className="max-sm:hidden">
        {tokens(split.apiTokens)}
      </td>
      {money(split.ownCost)}
      {money(split.apiCost)}
      {money(split.total)}
    </tr>
  );
}

const csvRows = ({ candidates }: HybridPlan) => [
  ['nodes', 'own_tokens', 'api_tokens', 'own_usd', 'api_usd', 'total_usd'],
  ...candidates.map(({ nodes, ownTokens, apiTokens, ownCost, apiCost, total }) => [
    ...[nodes, ownTokens, apiTokens].map(String),
    ...[ownCost, apiCost, total].map(moneyToString),
  ]),
];
