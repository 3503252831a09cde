import type { Metric } from '@/lib/board/metric';
import { firstDayOf } from '@/lib/board/month';
import { runsOf } from '@/lib/board/runs';
import type { Currency } from '@/lib/money/currency';
import { toChartNumber } from '@/lib/money/format';
import { writeDay } from '@/lib/time/write';
import { useBoardText } from './use-board-text';

const [WIDTH, HEIGHT] = [560, 150];
const [TOP, BOTTOM, RIGHT] = [16, 24, 92];

/** Thirteen months of a metric from an axis with zero, the target beside them, and the same in a table. */
export function TrendChart({ metric, currency }: { metric: Metric; currency: Currency }) {
  const text = useBoardText(currency);
  const { t, locale } = text;
  const values = metric.trend.map(({ value }) => (value === null ? null : toChartNumber(value)));
  const target = metric.target ? toChartNumber(metric.target.value) : null;
  const lines = target === null ? [] : metric.sense === 'within' ? [target, -target] : [target];
  const known = [...values.filter((value) => value !== null), ...lines, 0];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (at: number) => 4 + (at / Math.max(1, values.length - 1)) * (WIDTH - RIGHT - 8);
  const y = (value: number) =>
    HEIGHT - BOTTOM - ((value - low) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM);
  const last = values.at(-1);
  const short = (month: string) => writeDay(firstDayOf(month), 'shortMonth', locale);
  return (
    <>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width="100%"
        role="img"
        aria-label={text.trend(metric)}
        className="board-chart"
      >
        <path d={`M0 ${y(0).toFixed(1)}H${WIDTH - RIGHT}`} stroke="var(--line)" />
        {lines.map((line) => (
          <path
            key={line}
            d={`M0 ${y(line).toFixed(1)}H${WIDTH - RIGHT}`}
            stroke="var(--ink)"
            strokeDasharray="3 3"
          />
        ))}
        {target !== null && (
          <text
            x={WIDTH - RIGHT + 6}
            y={(y(target) + (last != null && Math.abs(y(target) - y(last)) < 12 ? -8 : 4)).toFixed(1)}
          >
            {text.target(metric)}
          </text>
        )}
        {runsOf(values).map((run) => (
          <path
            key={run[0]?.at}
            d={`M${run.map((point) => `${x(point.at).toFixed(1)} ${y(point.value).toFixed(1)}`).join('L')}`}
            fill="none"
            stroke="var(--c3)"
            strokeWidth="1.6"
          />
        ))}
        {last != null && (
          <>
            <circle cx={x(values.length - 1)} cy={y(last)} r="3" fill="var(--c3)" />
            <text className="k" x={WIDTH - RIGHT + 6} y={(y(last) + 4).toFixed(1)}>
              {text.value(metric)}
            </text>
          </>
        )}
        <text x="0" y={HEIGHT - 6}>
          {metric.trend[0] && short(metric.trend[0].month)}
        </text>
        <text x={WIDTH - RIGHT} y={HEIGHT - 6} textAnchor="end">
          {short(metric.trend.at(-1)?.month ?? '')}
        </text>
      </svg>
      <details className="text-xs">
        <summary className="cursor-pointer text-ink2">{t('asTable')}</summary>
        <table className="data-table">
          <caption className="sr-only">{t(`metrics.${metric.key}.name`)}</caption>
          <tbody>
            {[...metric.trend].reverse().map((one) => (
              <tr key={one.month}>
                <th scope="row" className="font-normal">
                  {text.month(one.month)}
                </th>
                <td data-align="right" title={one.value ?? undefined}>
                  {one.gap ? <span className="text-ink2">{text.gap(one.gap)}</span> : text.other(metric, one)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
