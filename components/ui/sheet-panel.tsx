'use client';

import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { CloseButton, DialogHeading, overlayStyles } from './dialog-parts';
import { useFocusBack } from './use-focus-back';
import type { PanelState } from './use-opener';

export interface SheetPanelProps {
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  /** Where it slides in from; on a phone it fills the width. */
  side?: 'left' | 'right';
  className?: string;
}

export default function SheetPanel({
  id,
  open,
  onOpenChange,
  opener,
  title,
  description,
  children,
  side = 'right',
  className,
}: PanelState & SheetPanelProps) {
  const focusBack = useFocusBack(opener);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayStyles} />
        <Radix.Content
          id={id}
          {...focusBack}
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
