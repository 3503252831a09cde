'use client';

import { Check, Minus } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { cn } from './cn';

/** A tick box; with `label` it brings its own label, otherwise give it an `aria-label`. */
export function Checkbox({
  label,
  className,
  id,
  ...props
}: ComponentProps<typeof Radix.Root> & { label?: ReactNode }) {
  const ownId = useId();
  const boxId = id ?? ownId;
  const box = (
    <Radix.Root
      id={boxId}
      className={cn(
        'grid size-4 shrink-0 place-items-center rounded-[3px] border border-line-strong bg-raise data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=checked]:text-accent-ink data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent data-[state=indeterminate]:text-accent-ink disabled:opacity-55',
        className,
      )}
      {...props}
    >
      <Radix.Indicator>
        {props.checked === 'indeterminate' ? (
          <Minus className="size-3" strokeWidth={3} aria-hidden />
        ) : (
          <Check className="size-3" strokeWidth={3} aria-hidden />
        )}
      </Radix.Indicator>
    </Radix.Root>
  );
  if (!label) return box;
  return (
    <span className="flex items-start gap-2">
      <span className="mt-[2px] inline-flex">{box}</span>
      <label htmlFor={boxId}>{label}</label>
    </span>
  );
}
