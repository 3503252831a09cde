import { Status } from '@/components/ui/status';
import type { Metric } from '@/lib/board/metric';
import type { BoardText } from './use-board-text';

/** The target with whether it was met: by word, shape and colour. */
export function TargetMark({ metric, text }: { metric: Metric; text: BoardText }) {
  const target = text.target(metric);
  if (target === null) return <span className="text-ink2">{text.t('noTarget')}</span>;
  if (metric.met === null) return <span className="text-ink2">{target}</span>;
  return (
    <span className={metric.met ? 'text-good' : 'text-warn'}>
      <span className="whitespace-nowrap">{target}</span>{' '}
      <Status tone={metric.met ? 'good' : 'warn'}>{text.t(metric.met ? 'met' : 'short')}</Status>
    </span>
  );
}
