'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import { formatCount, formatMoney } from '@/lib/money/format';
import type { RepricingPreview } from '@/lib/pricing/repricing';
import { ChangeEffect } from './change-effect';
import type { RepriceActions } from './price-actions';

/** Charges past usage of a model again: the effect is worked out first, then confirmed with a reason. */
export function RepriceDialog({
  modelId,
  name,
  which,
  actions,
}: {
  modelId: string;
  name: string;
  which: 'unpriced' | 'outdated';
  actions: RepriceActions;
}) {
  const t = useTranslations('prices.repriceBox');
  const router = useRouter();
  const { submit, busy, explain } = useSubmit();
  const [preview, setPreview] = useState<RepricingPreview>();
  const usd = (amount: string) => formatMoney(amount, 'USD');

  async function ask() {
    const result = await submit(() => actions.previewReprice({ modelId, which }));
    if (!result.ok) return toast.error(explain(result.error));
    if (result.value.events === '0')
      return toast.message(t(result.value.closed.events === '0' ? 'nothing' : 'onlyClosed'));
    setPreview(result.value);
  }

  async function confirm(reason: string): Promise<string | undefined> {
    const expected = preview && { events: preview.events, change: preview.change };
    const result = await actions.reprice({ modelId, which, reason, expected: expected ?? null });
    if (!result.ok) {
      if (result.error.issues[0]?.code === 'preview_changed') await ask();
      return explain(result.error);
    }
    const { events, effectiveCostChange } = result.value;
    toast.success(t('done', { events: formatCount(events), amount: usd(effectiveCostChange) }));
    setPreview(undefined);
    router.refresh();
    return undefined;
  }

  return (
    <>
      <Button size="sm" busy={busy} onClick={() => void ask()}>
        {t(which)}
      </Button>
      {preview && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setPreview(undefined)}
          title={t('title', { name })}
          description={<ChangeEffect preview={preview} />}
          confirmLabel={t('confirm')}
          reason="required"
          onConfirm={confirm}
        />
      )}
    </>
  );
}
