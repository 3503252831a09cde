'use client';

import { useId } from 'react';
import { ratioOf } from '@/lib/calculator/tokens-ratio';
import { formatShare } from '@/lib/money/format';

/** A share in steps of one per cent. */
export function ShareSlider({
  label,
  of,
  value,
  min,
  max,
  onChange,
}: {
  label: string;
  /** What it is set for, for those who hear it. */
  of: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}) {
  const id = useId();
  const { n, d } = ratioOf(value);
  const text = formatShare(n, d);
  return (
    <div className="grid content-start">
      <div className="flex items-baseline justify-between gap-2 text-xs">
        <label htmlFor={id} className="text-ink2">
          {label}
        </label>
        <output htmlFor={id}>{text}</output>
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={0.01}
        value={value}
        onChange={({ target }) => onChange(Math.round(Number(target.value) * 100) / 100)}
        aria-label={`${of}: ${label}`}
        aria-valuetext={text}
        className="h-6 w-full accent-accent"
      />
    </div>
  );
}
