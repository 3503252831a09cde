import { cn } from '@/components/ui/cn';
import type { Tone } from '@/components/ui/status';

const FILLS: Record<Tone, string> = {
  good: 'bg-c1',
  info: 'bg-c1',
  neutral: 'bg-c1',
  warn: 'bg-warn',
  bad: 'bg-bad',
};

interface PaceBarProps {
  /** Parts of the limit in per cent: what is spent, what the gate holds, and how much of the period is over. */
  spent: number;
  reserved: number;
  elapsed: number;
  tone: Tone;
  /** Says the same in words: the bar is a picture of it. */
  label: string;
  className?: string;
}

const clamp = (percent: number) => Math.max(0, Math.min(100, percent));

/** Spent (solid) and reserved (pale) against the limit; the tick is how far the period has come. */
export function PaceBar({ spent, reserved, elapsed, tone, label, className }: PaceBarProps) {
  const solid = clamp(spent);
  const pale = clamp(spent + reserved) - solid;
  return (
    <div role="img" aria-label={label} className={cn('relative h-[5px] min-w-24', className)}>
      <div className="absolute inset-0 overflow-hidden rounded-full bg-line">
        <div className={cn('absolute inset-y-0 left-0', FILLS[tone])} style={{ width: `${solid}%` }} />
        <div
          className={cn('absolute inset-y-0 opacity-40', FILLS[tone])}
          style={{ left: `${solid}%`, width: `${pale}%` }}
        />
      </div>
      {elapsed > 0 && elapsed < 100 && (
        <i className="absolute -inset-y-[4px] w-px bg-ink" style={{ left: `${elapsed}%` }} />
      )}
    </div>
  );
}
