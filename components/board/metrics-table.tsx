import type { Board } from '@/lib/board/board';
import type { Metric } from '@/lib/board/metric';
import { OpenFigure } from './open-figure';
import { Sparkline } from './sparkline';
import { TargetMark } from './target-mark';
import { type BoardText, useBoardText } from './use-board-text';

type Facts = Pick<Board, 'month' | 'previousPeriod' | 'currency'>;

/** Metrics of the month with target, the month before, thirteen months and coverage; each figure opens its working. */
export function MetricsTable({
  metrics,
  board,
  caption,
}: {
  metrics: readonly Metric[];
  board: Facts;
  caption: string;
}) {
  const text = useBoardText(board.currency);
  const { t, monthName } = text;
  const right = 'text-right!';
  return (
    <table className="data-table board-metrics">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">{t('columns.metric')}</span>
          </th>
          <th scope="col" className={`${right} lg:w-[132px]`}>
            {monthName(board.month)}
          </th>
          <th scope="col" className={`${right} lg:w-[150px] max-md:hidden`}>
            {t('columns.target')}
          </th>
          <th scope="col" className={`${right} lg:w-[112px] max-md:hidden`}>
            {monthName(board.previousPeriod.from.slice(0, 7))}
          </th>
          <th scope="col" className={`${right} lg:w-[176px] max-lg:hidden print:table-cell`}>
            {t('columns.trend')}
          </th>
          <th scope="col" className={`${right} lg:w-[84px] max-md:hidden`}>
            {t('columns.coverage')}
          </th>
        </tr>
      </thead>
      <tbody>
        {metrics.map((metric) => (
          <Row key={metric.key} metric={metric} text={text} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ metric, text }: { metric: Metric; text: BoardText }) {
  const { t } = text;
  const name = t(`metrics.${metric.key}.name`);
  return (
    <tr data-metric={metric.key}>
      <th scope="row" className="py-[11px]! font-normal whitespace-normal! print:w-[38%]">
        <b className="block font-medium">{name}</b>
        <span className="block text-xs text-ink2">{t(`metrics.${metric.key}.what`)}</span>
        <span className="mt-1 block text-xs md:hidden">
          <TargetMark metric={metric} text={text} />
        </span>
      </th>
      <td data-align="right" className="align-top! md:align-middle!">
        <Value metric={metric} name={name} text={text} />
        <span className="mt-1 block text-xs text-ink2 md:hidden">
          {t('before', { value: text.other(metric, metric.previous) })}
        </span>
      </td>
      <td data-align="right" className="max-md:hidden">
        <TargetMark metric={metric} text={text} />
      </td>
      <td data-align="right" className="text-ink2 max-md:hidden">
        <span title={metric.previous.gap ? text.gap(metric.previous.gap) : undefined}>
          {text.other(metric, metric.previous)}
        </span>
      </td>
      <td data-align="right" className="max-lg:hidden print:table-cell">
        <Sparkline trend={metric.trend} met={metric.met} label={text.trend(metric)} />
      </td>
      <td data-align="right" className="text-ink2 max-md:hidden">
        {text.coverage(metric.coverage)}
      </td>
    </tr>
  );
}

function Value({ metric, name, text }: { metric: Metric; name: string; text: BoardText }) {
  const written = text.value(metric);
  const [amount, unit] = written.endsWith(' %') ? [written.slice(0, -2), '%'] : [written, null];
  return (
    <span className="whitespace-nowrap" data-testid={`metric-${metric.key}`} data-value={metric.value ?? ''}>
      <OpenFigure
        panel={metric.key}
        label={text.t('explain', { metric: name, value: written })}
        title={metric.value ?? undefined}
        className="figure pb-0.5"
      >
        {amount}
      </OpenFigure>
      {unit && <span className="ml-[3px] text-xs text-ink2">{unit}</span>}
      {metric.gap && (
        <span className="block text-xs whitespace-normal text-warn">{text.gap(metric.gap)}</span>
      )}
    </span>
  );
}
