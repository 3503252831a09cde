'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useCompact } from '@/components/explore/use-compact';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { TableScroll } from '@/components/ui/table-scroll';
import { moneyToString } from '@/lib/money/money';
import { CsvButton } from '../kit/csv-button';
import { type ChartView, ViewSwitch } from '../kit/view-switch';
import { ARMS, type ArmKey, type BuildResult } from './build-result';
import { curvePoints } from './curve-points';
import { useBuildText } from './use-build-text';

const CurveChart = dynamic(() => import('./curve-chart'), {
  ssr: false,
  loading: () => <Skeleton className="h-[300px] w-full opacity-40" />,
});

/** Cost per million tokens against volume: the chart, or the same as a table. */
export function CurvePanel({ result }: { result: BuildResult }) {
  const [view, setView] = useState<ChartView>('chart');
  const { t } = useBuildText();
  return (
    <Section
      title={t('curve.title')}
      note={view === 'chart' && t('curve.note')}
      actions={
        <>
          <ViewSwitch view={view} onView={setView} />
          <CsvButton file="build-or-buy-curve" rows={() => csvRows(result)} />
        </>
      }
    >
      {view === 'chart' ? <Chart result={result} /> : <CurveTable result={result} />}
    </Section>
  );
}

function Chart({ result }: { result: BuildResult }) {
  const { t, tokens, arm, perMillion, amount, reading } = useBuildText();
  const compact = useCompact();
  return (
    <CurveChart
      points={curvePoints(result.curve, reading.convert)}
      years={result.years.map((year, i) => ({
        tokens: Number(year.tokens),
        name: t('curve.yourYear', { n: i + 1 }),
      }))}
      names={{ api: arm('api'), neocloud: arm('neocloud'), own: arm('own') }}
      label={t('curve.label', { upTo: tokens(result.upTo) })}
      axis={(value) => tokens(BigInt(Math.round(value)), 1)}
      readout={(at) => {
        const point = result.curve[at];
        if (!point) return null;
        const { tokensPerYear, arms } = point;
        return {
          title: `${tokens(tokensPerYear)} ${t('curve.axis')}`,
          rows: arms.map(({ key, perMillion: each, yearly }) => ({
            key: key as ArmKey,
            text: `${each === null ? '–' : perMillion(each)} · ${amount(yearly)}`,
          })),
        };
      }}
      currency={reading.currency}
      compact={compact}
    />
  );
}

function CurveTable({ result }: { result: BuildResult }) {
  const { t, tokens, arm, amount, perMillion } = useBuildText();
  return (
    <TableScroll label={t('curve.caption')} style={{ maxHeight: 460 }}>
      <table className="data-table">
        <caption className="sr-only">{t('curve.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('curve.volume')}</th>
            {ARMS.map((key) => (
              <th key={key} scope="col" data-align="right">
                {arm(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {result.ladder.map(({ tokensPerYear, arms }) => (
            <tr key={String(tokensPerYear)}>
              <th scope="row" className="font-normal whitespace-nowrap">
                {tokens(tokensPerYear, 3)}
              </th>
              {arms.map(({ key, perMillion: each, yearly }) => (
                <td key={key} data-align="right">
                  {each === null ? '–' : perMillion(each)}
                  <span className="block text-xs text-ink2">
                    {amount(yearly)} {t('curve.yearly')}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

const csvRows = ({ ladder }: BuildResult) => [
  [
    'tokens_a_year',
    ...ARMS.flatMap((key) => [`${key}_usd_per_million`, `${key}_usd_a_year`, `${key}_usd_three_years`]),
  ],
  ...ladder.map(({ tokensPerYear, arms }) => [
    String(tokensPerYear),
    ...arms.flatMap(({ perMillion, yearly, threeYears }) => [
      perMillion === null ? null : moneyToString(perMillion),
      moneyToString(yearly),
      moneyToString(threeYears),
    ]),
  ]),
];
