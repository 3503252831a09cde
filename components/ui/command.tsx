'use client';

import { Command as Cmdk } from 'cmdk';
import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A list that is searched by typing and walked with the arrow keys. */
export function Command({ className, ...props }: ComponentProps<typeof Cmdk>) {
  return <Cmdk className={cn('flex flex-col overflow-hidden', className)} {...props} />;
}

export function CommandInput({ className, ...props }: ComponentProps<typeof Cmdk.Input>) {
  return (
    <Cmdk.Input
      className={cn(
        'w-full border-b bg-transparent px-4 py-3 text-lg text-ink outline-none placeholder:text-ink3',
        className,
      )}
      {...props}
    />
  );
}

export function CommandList({ className, ...props }: ComponentProps<typeof Cmdk.List>) {
  return <Cmdk.List className={cn('max-h-[min(60dvh,400px)] overflow-y-auto p-1.5', className)} {...props} />;
}

export function CommandGroup({ className, ...props }: ComponentProps<typeof Cmdk.Group>) {
  return (
    <Cmdk.Group
      className={cn(
        '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink3',
        className,
      )}
      {...props}
    />
  );
}

export function CommandItem({ className, ...props }: ComponentProps<typeof Cmdk.Item>) {
  return (
    <Cmdk.Item
      className={cn(
        'flex items-center gap-2 rounded-sm px-2.5 py-1.5 text-ink data-[disabled=true]:text-ink3 data-[selected=true]:bg-accent-soft',
        className,
      )}
      {...props}
    />
  );
}

export function CommandEmpty({ className, ...props }: ComponentProps<typeof Cmdk.Empty>) {
  return <Cmdk.Empty className={cn('px-4 py-6 text-center text-ink2', className)} {...props} />;
}
