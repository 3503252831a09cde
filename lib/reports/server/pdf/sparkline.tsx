import { Circle, Path, Svg } from '@react-pdf/renderer';
import type { Metric } from '../../../board/metric';
import { runsOf } from '../../../board/runs';
import { toChartNumber } from '../../../money/format';
import { COLOURS } from './page';

const [WIDTH, HEIGHT] = [76, 15];

/** Thirteen months as one line between its lowest and its highest, a gap where a month has no value. */
export function Sparkline({ trend, met }: Pick<Metric, 'trend' | 'met'>) {
  const values = trend.map(({ value }) => (value === null ? null : toChartNumber(value)));
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (at: number) => 3 + (at / Math.max(1, values.length - 1)) * (WIDTH - 6);
  const y = (value: number) => HEIGHT - 3 - ((value - low) / (high - low || 1)) * (HEIGHT - 6);
  const at = (point: { at: number; value: number }) =>
    `${x(point.at).toFixed(1)} ${y(point.value).toFixed(1)}`;
  const last = values.at(-1);
  const fill = met === null ? COLOURS.quiet : met ? COLOURS.fall : COLOURS.rise;
  return (
    <Svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      {runsOf(values).map((run) => (
        <Path
          key={run[0]?.at}
          d={`M${run.map(at).join('L')}`}
          stroke={COLOURS.quiet}
          strokeWidth={0.9}
          fill="none"
        />
      ))}
      {last != null && <Circle cx={x(values.length - 1)} cy={y(last)} r={1.8} fill={fill} />}
    </Svg>
  );
}
