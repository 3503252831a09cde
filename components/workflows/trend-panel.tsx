'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useCompact } from '@/components/explore/use-compact';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import type { Currency } from '@/lib/money/currency';
import { currencySymbol, toChartNumber } from '@/lib/money/format';
import type { WorkflowMonth } from '@/lib/outcomes/dto';
import { TrendTable } from './trend-table';
import { useWorkflowText } from './use-workflow-text';

const TimeChart = dynamic(() => import('@/components/charts/time-chart'), {
  ssr: false,
  loading: () => <Skeleton className="h-[280px] w-full opacity-40" />,
});

const VIEWS = ['each', 'total', 'table'] as const;

/** Thirteen months of what one outcome (or all of them) cost and was worth: drawn, as a table, and as CSV. */
export function TrendPanel({
  trend,
  currency,
  defined,
  running,
  csvHref,
}: {
  trend: readonly WorkflowMonth[];
  currency: Currency;
  /** Someone has said what one outcome is; otherwise there is only the cost to draw. */
  defined: boolean;
  /** The month that is not over, as 2026-11. */
  running: string;
  csvHref: string;
}) {
  const { t } = useWorkflowText(currency);
  const [view, setView] = useState<(typeof VIEWS)[number]>(defined ? 'each' : 'total');
  return (
    <Section
      title={t('trend.title')}
      note={t(`trend.notes.${view}`)}
      actions={
        <>
          {VIEWS.filter((choice) => defined || choice !== 'each').map((choice) => (
            <Button
              key={choice}
              size="sm"
              variant="quiet"
              aria-pressed={view === choice}
              className={view === choice ? 'bg-accent-soft text-ink' : ''}
              onClick={() => setView(choice)}
            >
              {t(`trend.views.${choice}`)}
            </Button>
          ))}
          <Button asChild size="sm">
            <a href={csvHref} download>
              {t('csv')}
            </a>
          </Button>
        </>
      }
    >
      {view === 'table' ? (
        <TrendTable trend={trend} currency={currency} running={running} />
      ) : (
        <Chart trend={trend} currency={currency} running={running} each={view === 'each'} />
      )}
    </Section>
  );
}

function Chart({
  trend,
  currency,
  running,
  each,
}: {
  trend: readonly WorkflowMonth[];
  currency: Currency;
  running: string;
  each: boolean;
}) {
  const { t, money, month, shortMonth } = useWorkflowText(currency);
  const compact = useCompact();
  const [active, setActive] = useState<string | null>(null);
  const cost = trend.map((one) => (each ? one.costPerOutcome : one.effectiveCost.value));
  const worth = trend.map((one) => (each ? one.valuePerOutcome : one.outcomeValue));
  const line = (id: 'worth' | 'cost', colour: string, values: (string | null)[]) => ({
    id,
    name: t(`trend.lines.${each ? 'each' : 'total'}.${id}`),
    colour,
    values: values.map((value) => (value === null ? null : toChartNumber(value))),
    texts: values.map((value) => money(value)),
  });
  return (
    <TimeChart
      ticks={trend.map((one) => ({
        id: one.month,
        label: shortMonth(one.month),
        title: month(one.month),
        partial: one.month === running,
      }))}
      series={[line('worth', 'var(--c1)', worth), line('cost', 'var(--c2)', cost)].filter(({ values }) =>
        values.some((value) => value !== null),
      )}
      stacked={false}
      unit={currencySymbol(currency)}
      label={t('trend.label', { worth: money(worth.at(-1) ?? null), cost: money(cost.at(-1) ?? null) })}
      active={active}
      onActive={setActive}
      compact={compact}
      partialNote={t('soFar')}
    />
  );
}
