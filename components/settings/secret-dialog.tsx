'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { DialogClose } from '@/components/ui/dialog-parts';

/** Something shown once: an API key or a one-time link. */
export function SecretDialog({
  secret,
  title,
  description,
  copyLabel,
  onClose,
}: {
  secret: string | undefined;
  title: string;
  description: string;
  copyLabel: string;
  onClose: () => void;
}) {
  const t = useTranslations('settings');
  return (
    <Dialog
      open={secret !== undefined}
      onOpenChange={(next) => !next && onClose()}
      title={title}
      description={description}
      footer={
        <>
          <CopyButton text={secret ?? ''} label={copyLabel} size="md" />
          <DialogClose asChild>
            <Button variant="primary">{t('done')}</Button>
          </DialogClose>
        </>
      }
    >
      <code
        data-testid="secret"
        className="block rounded-md border bg-ground p-3 font-mono break-all select-all"
      >
        {secret}
      </code>
    </Dialog>
  );
}
