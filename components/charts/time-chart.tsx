'use client';

import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { axisNumber, niceScale, type Series, type Tick } from './series';
import { SeriesLabels } from './series-labels';

export const CHART_HEIGHT = 280;
const TOP = 10;
const AXIS = 26;
const LABELS = 168;
const BARS_UP_TO = 62;

interface TimeChartProps {
  ticks: Tick[];
  /** Bottom of the stack first. */
  series: Series[];
  /** Parts of a whole are stacked; ratios are lines of their own. */
  stacked: boolean;
  /** Written before axis numbers, e.g. `HK$`. */
  unit: string;
  share?: boolean;
  /** Says what is drawn and where its table is. */
  label: string;
  active: string | null;
  onActive: (id: string | null) => void;
  onPick?: (id: string, tick: string) => void;
  /** A phone has no room for names beside the chart; they stand above it. */
  compact: boolean;
  partialNote: string;
}

/** Values over time from an axis that starts at zero, each series named where it is drawn. */
export default function TimeChart(props: TimeChartProps) {
  const { ticks, series, stacked, unit, label, compact, share } = props;
  const rows = ticks.map((tick, at) => ({
    at,
    label: tick.label,
    ...Object.fromEntries(series.map((one) => [one.id, one.values[at] ?? (stacked ? 0 : null)])),
  }));
  const heights = ticks.map((_, at) => {
    const values = series.map((one) => one.values[at] ?? 0);
    return stacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values);
  });
  const scale = niceScale(Math.max(0, ...heights));
  const axis = (value: number) => (share ? `${axisNumber(value * 100)} %` : `${unit}${axisNumber(value)}`);
  return (
    <div className="relative" style={{ height: CHART_HEIGHT }} role="img" aria-label={label}>
      <ResponsiveContainer
        width="100%"
        height={CHART_HEIGHT}
        initialDimension={{ width: 900, height: CHART_HEIGHT }}
      >
        <ComposedChart
          data={rows}
          margin={{ top: TOP, right: compact ? 4 : LABELS, bottom: 0, left: 0 }}
          barCategoryGap={ticks.length > 40 ? '12%' : '22%'}
          accessibilityLayer={false}
          onMouseLeave={() => props.onActive(null)}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="at"
            height={AXIS}
            tickLine={false}
            axisLine={{ stroke: 'var(--line-strong)' }}
            tick={{ fill: 'var(--ink2)', fontSize: 11.5 }}
            tickFormatter={(at: number) => ticks[at]?.label ?? ''}
            interval="preserveStartEnd"
            minTickGap={compact ? 28 : 18}
          />
          <YAxis
            domain={[0, scale.top]}
            ticks={scale.ticks}
            width={compact ? 56 : 62}
            tickLine={false}
            axisLine={false}
            tick={{ fill: 'var(--ink2)', fontSize: 11.5 }}
            tickFormatter={axis}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--line)', fillOpacity: 0.45, stroke: 'var(--line-strong)' }}
            content={({ active, label: at }) =>
              active && typeof at === 'number' ? <Readout {...props} at={at} /> : null
            }
          />
          {series.map((one) => marks(one, props))}
        </ComposedChart>
      </ResponsiveContainer>
      {!compact && (
        <SeriesLabels
          ticks={ticks}
          series={series}
          stacked={stacked}
          top={scale.top}
          height={CHART_HEIGHT - TOP - AXIS}
          offset={TOP}
          width={LABELS - 10}
          active={props.active}
        />
      )}
    </div>
  );
}

function marks(one: Series, { ticks, stacked, active, onActive, onPick }: TimeChartProps) {
  const shared = { dataKey: one.id, isAnimationActive: false, name: one.name } as const;
  const opacity = active === null || active === one.id ? 1 : 0.25;
  const over = () => onActive(one.id);
  if (!stacked) {
    const dot = ticks.length === 1 ? { r: 3 } : false;
    return (
      <Line
        key={one.id}
        {...shared}
        stroke={one.colour}
        strokeWidth={1.75}
        strokeOpacity={opacity}
        dot={dot}
        onMouseEnter={over}
      />
    );
  }
  if (ticks.length > BARS_UP_TO) {
    return (
      <Area
        key={one.id}
        {...shared}
        stackId="all"
        stroke="var(--ground)"
        strokeWidth={0.75}
        fill={one.colour}
        fillOpacity={opacity}
        onMouseEnter={over}
        activeDot={false}
      />
    );
  }
  return (
    <Bar
      key={one.id}
      {...shared}
      stackId="all"
      fill={one.colour}
      fillOpacity={opacity}
      stroke="var(--ground)"
      strokeWidth={ticks.length > 40 ? 0 : 0.75}
      maxBarSize={56}
      onMouseEnter={over}
      onClick={(bar) => {
        const tick = ticks[(bar.payload as { at: number }).at];
        if (tick) onPick?.(one.id, tick.id);
      }}
      className={onPick ? 'cursor-pointer' : undefined}
    />
  );
}

/** The exact figures of one bucket, in the order of the stack. */
function Readout({ ticks, series, at, active, partialNote }: TimeChartProps & { at: number }) {
  const tick = ticks[at];
  if (!tick) return null;
  const shown = [...series].reverse().filter((one) => one.values[at]);
  return (
    <div className="min-w-44 rounded-md border bg-raise px-3 py-2 text-xs shadow-float">
      <p className="mb-1 text-ink2">
        {tick.title}
        {tick.partial && ` · ${partialNote}`}
      </p>
      {shown.map((one) => (
        <p key={one.id} className={`flex items-baseline gap-2 ${active === one.id ? 'font-medium' : ''}`}>
          <span aria-hidden className="size-2 shrink-0 rounded-[2px]" style={{ background: one.colour }} />
          <span className="max-w-48 truncate">{one.name}</span>
          <span className="ml-auto pl-4">{one.texts[at]}</span>
        </p>
      ))}
    </div>
  );
}
