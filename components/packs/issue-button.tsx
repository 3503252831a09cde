'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import type { Currency } from '@/lib/money/currency';
import type { PackActions } from './pack-actions';

/** Issues the pack after saying what that means. */
export function IssueButton({
  month,
  name,
  version,
  currency,
  recipients,
  isClosed,
  issue,
}: {
  month: string;
  /** The month in words. */
  name: string;
  version: number;
  currency: Currency;
  recipients: number;
  isClosed: boolean;
  issue: PackActions['issue'];
}) {
  const t = useTranslations('packs.issue');
  const router = useRouter();
  const { explain } = useSubmit();
  return (
    <ConfirmDialog
      trigger={<Button variant="primary">{t('button')}</Button>}
      title={t('title', { month: name, version })}
      description={
        <>
          <p>{t('effect', { recipients })}</p>
          {!isClosed && <p className="mt-1 text-warn">{t('open')}</p>}
        </>
      }
      confirmLabel={t('confirm')}
      onConfirm={async () => {
        const result = await issue({ month, currency });
        if (!result.ok) return explain(result.error);
        toast.success(t('done', { version: result.value.version }));
        router.push('/board/packs');
        return undefined;
      }}
    />
  );
}
