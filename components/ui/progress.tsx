import { cn } from './cn';

const FILLS = { accent: 'bg-c1', warn: 'bg-warn', bad: 'bg-bad' } as const;

/** A thin bar. `value` is 0–100, or null while the length of the work is not known. `mark` draws a threshold. */
export function Progress({
  value,
  label,
  tone = 'accent',
  mark,
  className,
}: {
  value: number | null;
  label: string;
  tone?: keyof typeof FILLS;
  mark?: number;
  className?: string;
}) {
  const width = value === null ? 100 : Math.max(0, Math.min(100, value));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === null ? undefined : Math.round(width)}
      className={cn('relative h-[5px] min-w-24 rounded-full bg-line', className)}
    >
      <div
        className={cn(
          'absolute inset-y-0 left-0 rounded-full',
          FILLS[tone],
          value === null && 'animate-pulse',
        )}
        style={{ width: `${width}%` }}
      />
      {mark !== undefined && (
        <i className="absolute -inset-y-[3px] w-px bg-ink" style={{ left: `${mark}%` }} />
      )}
    </div>
  );
}
