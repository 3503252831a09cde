'use client';

import { Switch as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

/** On or off, at once. Name it with a <Field>, a <label> or `aria-label`. */
export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        'relative h-[18px] w-8 shrink-0 rounded-full border border-line-strong bg-line transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-55',
        className,
      )}
      {...props}
    >
      <Radix.Thumb className="block size-3 translate-x-[2px] rounded-full bg-ink2 transition-transform data-[state=checked]:translate-x-[16px] data-[state=checked]:bg-accent-ink" />
    </Radix.Root>
  );
}
