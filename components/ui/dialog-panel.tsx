'use client';

import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { CloseButton, DialogHeading, overlayStyles } from './dialog-parts';
import { useFocusBack } from './use-focus-back';
import type { PanelState } from './use-opener';

export interface DialogPanelProps {
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, last one the main one. */
  footer?: ReactNode;
  className?: string;
}

export default function DialogPanel({
  id,
  open,
  onOpenChange,
  opener,
  title,
  description,
  children,
  footer,
  className,
}: PanelState & DialogPanelProps) {
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
            'fixed top-1/2 left-1/2 z-50 grid max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] max-w-lg -translate-x-1/2 -translate-y-1/2 gap-4 overflow-y-auto rounded-lg border bg-raise p-5 shadow-float outline-none',
            className,
          )}
        >
          <DialogHeading title={title} description={description} />
          {children}
          {footer && <div className="flex flex-wrap justify-end gap-2">{footer}</div>}
          <CloseButton />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
