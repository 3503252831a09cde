'use client';

import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { CloseButton, DialogHeading, overlayStyles } from './dialog';

interface SheetProps {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  /** Where it slides in from; on a phone it fills the width. */
  side?: 'left' | 'right';
  className?: string;
}

/** A panel beside the page: the working of a figure, the events beneath, the phone's menu. */
export function Sheet({
  trigger,
  title,
  description,
  children,
  side = 'right',
  className,
  ...root
}: SheetProps) {
  return (
    <Radix.Root {...root}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={overlayStyles} />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cn(
            'fixed inset-y-0 z-50 flex w-full flex-col gap-4 overflow-y-auto bg-raise p-5 shadow-float outline-none sm:w-[520px]',
            side === 'right' ? 'right-0 border-l' : 'left-0 border-r',
            className,
          )}
        >
          <DialogHeading title={title} description={description} />
          {children}
          <CloseButton />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
