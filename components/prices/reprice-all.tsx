'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import { formatCount, formatMoney } from '@/lib/money/format';
import type { ProviderChoice } from '@/lib/pricing/catalogue-dto';
import type { RepricingPreview } from '@/lib/pricing/repricing';
import { ChangeEffect } from './change-effect';
import type { RepriceActions } from './price-actions';

const ALL = '*';
const WHICH = ['all', 'outdated', 'unpriced'] as const;

/** Works out what is charged by other prices than those of its time, and charges it again on request. */
export function RepriceAll({
  providers,
  actions,
}: {
  providers: readonly ProviderChoice[];
  actions: RepriceActions;
}) {
  const t = useTranslations('prices.repricing');
  const router = useRouter();
  const { submit, busy, explain, summary } = useSubmit();
  const [provider, setProvider] = useState(ALL);
  const [which, setWhich] = useState<(typeof WHICH)[number]>('all');
  const [preview, setPreview] = useState<RepricingPreview>();
  const scope = { providerId: provider === ALL ? null : provider, which };

  async function look() {
    const result = await submit(() => actions.previewReprice(scope));
    setPreview(result.ok ? result.value : undefined);
  }

  async function confirm(reason: string): Promise<string | undefined> {
    if (!preview) return undefined;
    const expected = { events: preview.events, change: preview.change };
    const result = await actions.reprice({ ...scope, reason, expected });
    if (!result.ok) {
      if (result.error.issues[0]?.code === 'preview_changed') await look();
      return explain(result.error);
    }
    const { events, effectiveCostChange } = result.value;
    toast.success(
      t('done', { events: formatCount(events), amount: formatMoney(effectiveCostChange, 'USD') }),
    );
    setPreview(undefined);
    router.refresh();
    return undefined;
  }

  const choose =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setPreview(undefined);
    };

  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label={t('provider')}
          value={provider}
          onValueChange={choose(setProvider)}
          options={[
            { value: ALL, label: t('allProviders') },
            ...providers.map((one) => ({ value: one.providerId, label: one.name })),
          ]}
        />
        <Select
          aria-label={t('which')}
          value={which}
          onValueChange={choose(setWhich)}
          options={WHICH.map((value) => ({ value, label: t(`whichOnes.${value}`) }))}
        />
        <Button variant={preview ? 'secondary' : 'primary'} busy={busy} onClick={() => void look()}>
          {t('look')}
        </Button>
        <span className="text-ink2" aria-live="polite">
          {busy && t('working')}
        </span>
      </div>
      <FormError>{summary}</FormError>
      {preview && (
        <>
          <ChangeEffect preview={preview} />
          {preview.events !== '0' && (
            <div>
              <ConfirmDialog
                trigger={<Button variant="primary">{t('apply')}</Button>}
                title={t('confirmTitle')}
                description={t('confirm', {
                  events: formatCount(preview.events),
                  amount: formatMoney(preview.change, 'USD'),
                })}
                confirmLabel={t('apply')}
                reason="required"
                onConfirm={confirm}
              />
            </div>
          )}
        </>
      )}
    </div>
  );
}
