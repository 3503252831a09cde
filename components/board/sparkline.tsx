import type { MetricValue } from '@/lib/board/metric';
import { runsOf } from '@/lib/board/runs';
import { toChartNumber } from '@/lib/money/format';

const WIDTH = 142;
const HEIGHT = 30;
const STEP = 11;

/** Thirteen months as one line, the last one marked by whether the target was met. */
export function Sparkline({
  trend,
  met,
  label,
}: {
  trend: readonly MetricValue[];
  met: boolean | null;
  label: string;
}) {
  const values = trend.map(({ value }) => (value === null ? null : toChartNumber(value)));
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (at: number) => 2 + at * STEP;
  const y = (value: number) => HEIGHT - 6 - ((value - low) / (high - low || 1)) * 20;
  const runs = runsOf(values);
  const last = values.at(-1);
  const fill = met === null ? 'var(--ink2)' : met ? 'var(--good)' : 'var(--warn)';
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label} className="inline-block">
      {runs.map((run) => (
        <path
          key={run[0]?.at}
          d={`M${run.map(({ at, value }) => `${x(at)} ${y(value).toFixed(1)}`).join('L')}`}
          fill="none"
          stroke="var(--ink2)"
          strokeWidth="1.25"
          strokeLinecap="round"
        />
      ))}
      {last != null && <circle cx={x(values.length - 1)} cy={y(last).toFixed(1)} r="2.6" fill={fill} />}
    </svg>
  );
}
