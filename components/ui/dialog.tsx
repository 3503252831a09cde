'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';

export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

interface DialogProps {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** A button that opens it, when the caller does not control `open`. */
  trigger?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, last one the main one. */
  footer?: ReactNode;
  className?: string;
}

export const overlayStyles = 'fixed inset-0 z-40 bg-shade';

export function CloseButton() {
  const t = useTranslations('common');
  return (
    <Radix.Close
      aria-label={t('close')}
      className="btn absolute top-3 right-3 grid size-7 place-items-center rounded-md text-ink2 hover:bg-accent-soft hover:text-ink"
    >
      <X className="size-4" aria-hidden />
    </Radix.Close>
  );
}

export function DialogHeading({ title, description }: { title: ReactNode; description?: ReactNode }) {
  return (
    <div className="grid gap-1 pr-8">
      <Radix.Title className="font-serif text-[19px] leading-snug">{title}</Radix.Title>
      {description && <Radix.Description className="text-ink2">{description}</Radix.Description>}
    </div>
  );
}

/** A modal question or form in the middle of the page. Escape and the close button leave it. */
export function Dialog({ trigger, title, description, children, footer, className, ...root }: DialogProps) {
  return (
    <Radix.Root {...root}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={overlayStyles} />
        <Radix.Content
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
