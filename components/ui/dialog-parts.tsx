'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export const DialogClose = Radix.Close;

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
