import type { ReactNode } from 'react';

export interface RankedBar {
  id: string;
  name: ReactNode;
  colour: string;
  /** Length as a part of the longest bar, 0 to 1: pixels only. */
  length: number;
  text: ReactNode;
}

interface RankedBarsProps {
  bars: RankedBar[];
  label: string;
  active: string | null;
  onActive: (id: string | null) => void;
}

/** Largest first, from a shared zero: what to draw when there is no time axis. */
export function RankedBars({ bars, label, active, onActive }: RankedBarsProps) {
  return (
    <div role="img" aria-label={label} className="grid gap-[7px] py-1">
      {bars.map((bar) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: hovering only emphasises; the table row does the same by keyboard
        <div
          key={bar.id}
          onMouseEnter={() => onActive(bar.id)}
          onMouseLeave={() => onActive(null)}
          className={`grid grid-cols-[minmax(0,34%)_1fr] items-center gap-3 transition-opacity sm:grid-cols-[200px_1fr] ${
            active !== null && active !== bar.id ? 'opacity-40' : ''
          }`}
        >
          <span className="truncate">{bar.name}</span>
          <span className="flex items-center gap-2">
            <span
              className="h-4 min-w-px rounded-[1px]"
              style={{ background: bar.colour, width: `${Math.max(bar.length, 0) * 78}%` }}
            />
            <span className="text-xs whitespace-nowrap text-ink">{bar.text}</span>
          </span>
        </div>
      ))}
    </div>
  );
}
