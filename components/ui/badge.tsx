import type { ReactNode } from 'react';
import { cn } from './cn';
import type { Tone } from './status';

const TONES: Record<Tone, string> = {
  good: 'border-transparent bg-accent-soft text-good',
  warn: 'border-transparent bg-warn-soft text-warn',
  bad: 'border-transparent bg-bad-soft text-bad',
  neutral: 'text-ink2',
  info: 'text-ink',
};

/** A short label beside a name. */
export function Badge({
  tone = 'neutral',
  children,
  className,
}: {
  tone?: Tone;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span
      className={cn(
        'inline-flex items-center rounded-sm border px-1.5 text-[11.5px] leading-[18px] whitespace-nowrap',
        TONES[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
