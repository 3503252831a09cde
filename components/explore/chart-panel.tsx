'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { RankedBars } from '@/components/charts/ranked-bars';
import type { TableRow } from '@/components/tables/split-rows';
import { TimeTable } from '@/components/tables/time-table';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import type { UsageSplit } from '@/lib/attribution/dto';
import { formatFigure } from '@/lib/attribution/figure';
import { isMoneyMeasure } from '@/lib/attribution/query';
import { currencySymbol } from '@/lib/money/format';
import { barLengths, chartSeries, chartTicks, isAdditive } from './chart-model';
import type { Dates, Labels } from './labels';

const TimeChart = dynamic(() => import('@/components/charts/time-chart'), {
  ssr: false,
  loading: () => <Skeleton className="h-[280px] w-full opacity-40" />,
});

interface ChartPanelProps {
  split: UsageSplit;
  rows: TableRow[];
  name: (row: TableRow) => string;
  labels: Labels;
  dates: Dates;
  today: string;
  display: 'chart' | 'table';
  onDisplay: (display: 'chart' | 'table') => void;
  active: string | null;
  onActive: (id: string | null) => void;
  /** A bucket of a series; null for the total. */
  onPick: (id: string | null, bucket: string) => void;
  csvHref: string;
  compact: boolean;
}

/** The chart, or the same figures as a table: one press apart. */
export function ChartPanel(props: ChartPanelProps) {
  const { split, dates, today, display, onDisplay } = props;
  const t = useTranslations();
  const measure = split.query.measures[0] ?? 'effective_cost';
  const dimension = split.query.dimensions[0];
  const values = {
    measure: t(`measures.${measure}`),
    dimension: dimension ? props.labels.dimension(dimension) : '',
  };
  const grain = split.query.grain ? t(`explore.chart.by_${split.query.grain}`) : null;
  const choices = split.query.grain ? (['chart', 'table'] as const) : [];
  return (
    <Section
      title={dimension ? t('explore.chart.heading', values) : values.measure}
      note={[grain, dates.period(split.period, today, true)].filter(Boolean).join(' · ')}
      actions={
        <>
          {choices.map((choice) => (
            <Button
              key={choice}
              size="sm"
              variant="quiet"
              aria-pressed={display === choice}
              className={display === choice ? 'bg-accent-soft text-ink' : ''}
              onClick={() => onDisplay(choice)}
            >
              {t(`explore.chart.${choice}`)}
            </Button>
          ))}
          <Button asChild size="sm">
            <a href={props.csvHref} download>
              {t('explore.csv')}
            </a>
          </Button>
        </>
      }
    >
      <Evidence {...props} />
    </Section>
  );
}

function Evidence(props: ChartPanelProps) {
  const { split, rows, name, dates, today, display, active, onActive, onPick, compact } = props;
  const t = useTranslations();
  const measure = split.query.measures[0] ?? 'effective_cost';
  const dimension = split.query.dimensions[0];
  const largest = rows
    .slice(0, 3)
    .map(
      (row) =>
        `${name(row)} ${formatFigure(row.row.figures[measure]?.value ?? null, measure, split.currency)}`,
    )
    .join(', ');
  const grain = split.query.grain;
  const label = t(grain ? 'explore.chart.name' : 'explore.chart.nameRanked', {
    measure: t(`measures.${measure}`),
    dimension: dimension ? props.labels.dimension(dimension) : t('dimensions.total'),
    grain: grain ? t(`explore.chart.by_${grain}`) : '',
    period: dates.period(split.period, today, true),
    largest,
  });
  if (!grain) return <Ranked {...props} label={label} />;
  const series = chartSeries(split, rows, measure, name, t('dimensions.everythingElse'));
  const ticks = chartTicks(split.buckets, dates);
  const partialNote = t('explore.chart.incomplete');
  if (display === 'table') {
    const totals = isAdditive(measure) ? (split.totalSeries?.[measure] ?? null) : null;
    return (
      <TimeTable
        ticks={ticks}
        series={series}
        totals={
          series.length > 1 && totals
            ? totals.map((value) => formatFigure(value, measure, split.currency))
            : null
        }
        caption={label}
        onPick={onPick}
        partialNote={partialNote}
      />
    );
  }
  return (
    <>
      {compact && series.length > 1 && <Names series={series} />}
      <TimeChart
        ticks={ticks}
        series={series}
        stacked={isAdditive(measure)}
        unit={isMoneyMeasure(measure) ? currencySymbol(split.currency) : ''}
        share={measure === 'cache_hit_share'}
        label={label}
        active={active}
        onActive={onActive}
        onPick={onPick}
        compact={compact}
        partialNote={partialNote}
      />
    </>
  );
}

/** On a phone the names stand above the chart, in the order of the stack. */
function Names({ series }: { series: ReturnType<typeof chartSeries> }) {
  return (
    <p aria-hidden className="flex flex-wrap gap-x-3 gap-y-0.5 pb-2 text-xs">
      {series.map((one) => (
        <span key={one.id} className="inline-flex items-center gap-1.5">
          <span className="h-2.5 w-[3px] rounded-[1px]" style={{ background: one.colour }} />
          {one.name}
        </span>
      ))}
    </p>
  );
}

function Ranked({ split, rows, name, label, active, onActive }: ChartPanelProps & { label: string }) {
  const measure = split.query.measures[0] ?? 'effective_cost';
  const values = rows.map((row) => row.row.figures[measure]?.value ?? null);
  const lengths = barLengths(values);
  return (
    <RankedBars
      label={label}
      active={active}
      onActive={onActive}
      bars={rows.map((row, index) => ({
        id: row.series ?? row.id,
        name: name(row),
        colour: row.colour ?? 'var(--c6)',
        length: lengths[index] ?? 0,
        text: formatFigure(values[index] ?? null, measure, split.currency),
      }))}
    />
  );
}
