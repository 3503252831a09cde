'use client';

import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { StandIn } from './stand-in';
import type { PanelState } from './use-opener';

export interface PopoverPanelProps {
  children: ReactNode;
  /** Names the panel for a screen reader. */
  label?: string;
  align?: 'start' | 'center' | 'end';
  className?: string;
}

export default function PopoverPanel({
  id,
  open,
  onOpenChange,
  opener,
  children,
  label,
  align = 'start',
  className,
}: PanelState & PopoverPanelProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>
        <StandIn of={opener} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          id={id}
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            'z-50 max-h-(--radix-popover-content-available-height) w-72 max-w-[calc(100vw-16px)] overflow-y-auto rounded-md border bg-raise p-3 shadow-float outline-none',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
