import type { ReactNode } from 'react';
import { cn } from './cn';

export type Tone = 'good' | 'warn' | 'bad' | 'neutral' | 'info';

/** The shape says the same as the colour, for readers who cannot tell the colours apart. */
const SHAPES: Record<Tone, string> = { good: '✓', warn: '○', bad: '▲', neutral: '–', info: '●' };
const COLOURS: Record<Tone, string> = {
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
  neutral: 'text-ink2',
  info: 'text-ink',
};

/** A state by word, shape and colour. */
export function Status({
  tone,
  children,
  className,
}: {
  tone: Tone;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span className={cn('inline-flex items-baseline gap-1 whitespace-nowrap', COLOURS[tone], className)}>
      <span aria-hidden className="text-[11px]">
        {SHAPES[tone]}
      </span>
      {children}
    </span>
  );
}
