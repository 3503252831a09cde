'use client';

import {
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
import { axisNumber } from '@/components/charts/series';
import type { Currency } from '@/lib/money/currency';
import { currencySymbol } from '@/lib/money/format';
import { ARMS, type ArmKey } from './build-result';
import { type DrawnPoint, decades } from './curve-points';

const HEIGHT = 300;
const TOP = 20;
const AXIS = 26;
const LABELS = 104;
const LINE = 15;
export const ARM_COLOURS: Record<ArmKey, string> = {
  api: 'var(--c3)',
  neocloud: 'var(--c2)',
  own: 'var(--c1)',
};

interface CurveChartProps {
  points: DrawnPoint[];
  years: { tokens: number; name: string }[];
  names: Record<ArmKey, string>;
  /** Says what is drawn and where its table is. */
  label: string;
  axis: (volume: number) => string;
  readout: (at: number) => { title: string; rows: { key: ArmKey; text: string }[] } | null;
  currency: Currency;
  compact: boolean;
}

/** Three lines over two logarithmic axes, each named where it ends; the years asked about stand as dashed lines. */
export default function CurveChart(props: CurveChartProps) {
  const { points, years, names, label, axis, readout, currency, compact } = props;
  const values = points.flatMap((point) => ARMS.flatMap((key) => point[key] ?? []));
  const y = decades(values.length > 0 ? values : [1]);
  const x = decades(points.map(({ volume }) => volume));
  const last = points.at(-1)?.volume ?? x.domain[1];
  const right = compact ? 8 : LABELS;
  const symbol = currencySymbol(currency);
  return (
    <div role="img" aria-label={label}>
      {compact && <Names names={names} />}
      <div className="relative" style={{ height: HEIGHT }}>
        <ResponsiveContainer width="100%" height={HEIGHT} initialDimension={{ width: 800, height: HEIGHT }}>
          <ComposedChart
            data={points}
            margin={{ top: TOP, right, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="volume"
              type="number"
              scale="log"
              domain={[x.domain[0], last]}
              ticks={x.ticks.filter((tick) => tick <= last)}
              height={AXIS}
              tickLine={false}
              axisLine={{ stroke: 'var(--line-strong)' }}
              tick={{ fill: 'var(--ink2)', fontSize: 11.5 }}
              tickFormatter={axis}
              minTickGap={compact ? 4 : 18}
            />
            <YAxis
              type="number"
              scale="log"
              domain={y.domain}
              ticks={y.ticks}
              width={66}
              tickLine={false}
              axisLine={false}
              tick={{ fill: 'var(--ink2)', fontSize: 11.5 }}
              tickFormatter={(value: number) => `${symbol}${axisNumber(value)}`}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--line-strong)' }}
              content={({ active, payload }) => {
                const at = (payload?.[0]?.payload as DrawnPoint | undefined)?.at;
                const shown = active && at !== undefined ? readout(at) : null;
                return shown && <Readout {...shown} names={names} />;
              }}
            />
            {distinctYears(years).map((year) => (
              <ReferenceLine
                key={year.tokens}
                x={year.tokens}
                stroke="var(--line-strong)"
                strokeDasharray="2 3"
                label={{ value: year.name, position: 'top', fill: 'var(--ink2)', fontSize: 11 }}
              />
            ))}
            {ARMS.map((key) => (
              <Line
                key={key}
                dataKey={key}
                isAnimationActive={false}
                dot={false}
                activeDot={{ r: 3 }}
                stroke={ARM_COLOURS[key]}
                strokeWidth={1.75}
              />
            ))}
          </ComposedChart>
        </ResponsiveContainer>
        {!compact && <LineLabels point={points.at(-1)} domain={y.domain} names={names} />}
      </div>
    </div>
  );
}

/** Years of the same volume share one line and one name. */
function distinctYears(years: CurveChartProps['years']): CurveChartProps['years'] {
  const byVolume = new Map<number, string[]>();
  for (const { tokens, name } of years) byVolume.set(tokens, [...(byVolume.get(tokens) ?? []), name]);
  return [...byVolume].map(([tokens, all]) => ({ tokens, name: all.join(', ') }));
}

function LineLabels({
  point,
  domain,
  names,
}: {
  point: DrawnPoint | undefined;
  domain: [number, number];
  names: Record<ArmKey, string>;
}) {
  const height = HEIGHT - TOP - AXIS;
  const [least, most] = domain.map(Math.log10) as [number, number];
  const wanted = ARMS.flatMap((key) => {
    const value = point?.[key];
    return value ? [{ key, y: height - ((Math.log10(value) - least) / (most - least)) * height }] : [];
  }).sort((a, b) => a.y - b.y);
  const placed = placeLabels(
    wanted.map(({ y }) => y),
    LINE,
    LINE / 2,
    height - LINE / 2,
  );
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute right-0"
      style={{ top: TOP, width: LABELS - 8, height }}
    >
      {wanted.map(({ key }, i) => (
        <p
          key={key}
          className="absolute inset-x-0 truncate text-[11.5px] leading-[15px]"
          style={{ top: (placed[i] ?? 0) - LINE / 2, color: ARM_COLOURS[key] }}
        >
          {names[key]}
        </p>
      ))}
    </div>
  );
}

/** On a phone the names stand above the chart. */
function Names({ names }: { names: Record<ArmKey, string> }) {
  return (
    <p aria-hidden className="flex flex-wrap gap-x-4 pb-1 text-xs">
      {ARMS.map((key) => (
        <span key={key} className="inline-flex items-center gap-1.5 text-ink2">
          <span className="h-[3px] w-3" style={{ background: ARM_COLOURS[key] }} />
          {names[key]}
        </span>
      ))}
    </p>
  );
}

function Readout({
  title,
  rows,
  names,
}: {
  title: string;
  rows: { key: ArmKey; text: string }[];
  names: Record<ArmKey, string>;
}) {
  return (
    <div className="min-w-44 rounded-md border bg-raise px-3 py-2 text-xs shadow-float">
      <p className="mb-1 text-ink2">{title}</p>
      {rows.map(({ key, text }) => (
        <p key={key} className="flex items-baseline gap-2">
          <span
            aria-hidden
            className="size-2 shrink-0 rounded-[2px]"
            style={{ background: ARM_COLOURS[key] }}
          />
          <span>{names[key]}</span>
          <span className="ml-auto pl-4">{text}</span>
        </p>
      ))}
    </div>
  );
}
