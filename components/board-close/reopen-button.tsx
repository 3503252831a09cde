'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import type { CloseActions } from './close-actions';

/** Opens a closed month again, with a reason for the audit log. */
export function ReopenButton({
  month,
  name,
  reopen,
}: {
  month: string;
  name: string;
  reopen: CloseActions['reopen'];
}) {
  const t = useTranslations('boardClose.reopen');
  const router = useRouter();
  const { explain } = useSubmit();
  return (
    <ConfirmDialog
      trigger={<Button>{t('button')}</Button>}
      title={t('title', { month: name })}
      description={t('effect')}
      confirmLabel={t('button')}
      reason="required"
      onConfirm={async (reason) => {
        const result = await reopen({ month, reason });
        if (!result.ok) return explain(result.error);
        toast.success(t('done', { month: name }));
        router.refresh();
        return undefined;
      }}
    />
  );
}
