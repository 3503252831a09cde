'use client';

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { placeLabels } from '@/components/charts/place-labels';
import { axisNumber, niceScale } from '@/components/charts/series';
import { cn } from '@/components/ui/cn';
import type { BurnChartModel, BurnLevel } from './burn-model';

export const BURN_HEIGHT = 280;
const TOP = 12;
const AXIS = 26;
const LABELS = 190;
const LINE = 15;
const STROKES: Record<BurnLevel['tone'], string> = {
  neutral: 'var(--line-strong)',
  warn: 'var(--warn)',
  bad: 'var(--bad)',
};

interface BurnChartProps {
  model: BurnChartModel;
  /** Written before axis numbers, e.g. `HK$`. */
  unit: string;
  /** Says what is drawn and where its table is. */
  label: string;
  names: { spent: string; ideal: string; forecast: string };
  /** A phone has no room for names beside the chart; they stand on the lines. */
  compact: boolean;
}

/** What is spent so far against an even pace, the limit and its thresholds, each named on its line. */
export default function BurnChart({ model, unit, label, names, compact }: BurnChartProps) {
  const { points, levels } = model;
  const scale = niceScale(Math.max(model.top, 0));
  const right = compact ? 4 : LABELS;
  return (
    <div className="relative" style={{ height: BURN_HEIGHT }} role="img" aria-label={label}>
      <ResponsiveContainer
        width="100%"
        height={BURN_HEIGHT}
        initialDimension={{ width: 900, height: BURN_HEIGHT }}
      >
        <ComposedChart
          data={points}
          margin={{ top: TOP, right, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="at"
            type="number"
            domain={[0, points.length - 1]}
            height={AXIS}
            tickLine={false}
            axisLine={{ stroke: 'var(--line-strong)' }}
            tick={{ fill: 'var(--ink2)', fontSize: 11.5 }}
            ticks={model.ticks}
            tickFormatter={(at: number) => points[at]?.label ?? ''}
            interval="preserveStartEnd"
            minTickGap={compact ? 28 : 18}
          />
          <YAxis
            domain={[0, scale.top]}
            ticks={scale.ticks}
            width={axisWidth(scale.ticks, unit)}
            tickLine={false}
            axisLine={false}
            tick={{ fill: 'var(--ink2)', fontSize: 11.5 }}
            tickFormatter={(value: number) => `${unit}${axisNumber(value)}`}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--line-strong)' }}
            content={({ active, label: at }) =>
              active && typeof at === 'number' ? <Readout model={model} at={at} names={names} /> : null
            }
          />
          {levels.map((level) => (
            <ReferenceLine
              key={level.id}
              y={level.value}
              stroke={STROKES[level.tone]}
              strokeWidth={level.limit ? 1.5 : 1}
              strokeDasharray={level.limit ? undefined : '2 3'}
              {...(compact
                ? {
                    label: {
                      value: level.short,
                      position: 'insideBottomLeft',
                      fill: 'var(--ink2)',
                      fontSize: 11,
                    },
                  }
                : {})}
            />
          ))}
          <Line
            dataKey="ideal"
            isAnimationActive={false}
            dot={false}
            activeDot={false}
            stroke="var(--mark)"
            strokeDasharray="4 4"
            strokeWidth={1}
          />
          <Line
            dataKey="forecast"
            isAnimationActive={false}
            dot={false}
            activeDot={false}
            stroke="var(--c3)"
            strokeDasharray="5 3"
            strokeWidth={1.5}
          />
          <Area
            dataKey="spent"
            isAnimationActive={false}
            stroke="var(--ink)"
            strokeWidth={1.75}
            fill="var(--ink)"
            fillOpacity={0.06}
            activeDot={{ r: 3, fill: 'var(--ink)', strokeWidth: 0 }}
          />
        </ComposedChart>
      </ResponsiveContainer>
      {!compact && <LineLabels model={model} top={scale.top} />}
    </div>
  );
}

/** As wide as the longest number on it. */
const axisWidth = (ticks: readonly number[], unit: string): number =>
  14 + 6.6 * Math.max(...ticks.map((tick) => `${unit}${axisNumber(tick)}`.length));

/** Names at the right end of their lines, moved apart where they would touch. */
function LineLabels({ model, top }: { model: BurnChartModel; top: number }) {
  const height = BURN_HEIGHT - TOP - AXIS;
  const wanted = model.labels
    .map((one) => ({ ...one, y: height - (one.value / top) * height }))
    .sort((a, b) => a.y - b.y);
  const placed = placeLabels(
    wanted.map(({ y }) => y),
    LINE,
    LINE / 2 - TOP,
    height - LINE / 2,
  );
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute right-0"
      style={{ top: TOP, width: LABELS - 8, height }}
    >
      {wanted.map((one, index) => (
        <p
          key={one.id}
          className={cn('absolute inset-x-0 truncate text-[11.5px] leading-[15px]', one.className)}
          style={{ top: (placed[index] ?? 0) - LINE / 2 }}
        >
          {one.text}
        </p>
      ))}
    </div>
  );
}

function Readout({
  model,
  at,
  names,
}: {
  model: BurnChartModel;
  at: number;
  names: BurnChartProps['names'];
}) {
  const point = model.points[at];
  if (!point) return null;
  const rows = [
    [names.spent, point.spentText],
    [names.forecast, point.spentText ? null : point.forecastText],
    [names.ideal, point.idealText],
  ] as const;
  return (
    <div className="min-w-44 rounded-md border bg-raise px-3 py-2 text-xs shadow-float">
      <p className="mb-1 text-ink2">{point.title}</p>
      {rows.map(
        ([name, text]) =>
          text && (
            <p key={name} className="flex items-baseline gap-2">
              <span>{name}</span>
              <span className="ml-auto pl-4">{text}</span>
            </p>
          ),
      )}
    </div>
  );
}
