'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import { formatCount, formatMoney } from '@/lib/money/format';
import type { RepricingPreview } from '@/lib/pricing/repricing';
import type { UnpricedActions } from './price-actions';

export interface Fix {
  modelId: string;
  name: string;
  /** Null: the name is priced already, only its past usage is not. */
  target: { modelId: string; label: string } | null;
}

/** Shows what a fix does before it is done: how much past usage gets which amount, and what stays unpriced. */
export function FixDialog({
  fix,
  actions,
  onClose,
}: {
  fix: Fix;
  actions: UnpricedActions;
  onClose: () => void;
}) {
  const t = useTranslations('prices.unpriced');
  const router = useRouter();
  const { explain } = useSubmit();
  const preview = usePreview(fix, actions);

  async function confirm(reason: string): Promise<string | undefined> {
    const result = fix.target
      ? await actions.treatAs({ modelId: fix.modelId, targetModelId: fix.target.modelId, reason })
      : await actions.reprice({ modelId: fix.modelId, which: 'unpriced', reason });
    if (!result.ok) return explain(result.error);
    const { events, effectiveCostChange } = result.value;
    toast.success(
      t('done', { events: formatCount(events), amount: formatMoney(effectiveCostChange, 'USD') }),
    );
    router.refresh();
    onClose();
    return undefined;
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        fix.target
          ? t('title', { name: fix.name, target: fix.target.label })
          : t('repriceTitle', { name: fix.name })
      }
      description={<Effect preview={preview} target={fix.target?.label} />}
      confirmLabel={fix.target ? t('confirm') : t('confirmReprice')}
      reason="required"
      onConfirm={confirm}
    />
  );
}

function usePreview(fix: Fix, actions: UnpricedActions): RepricingPreview | string | null {
  const { explain } = useSubmit();
  const [preview, setPreview] = useState<RepricingPreview | string | null>(null);
  const asModelId = fix.target?.modelId ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each fix
  useEffect(() => {
    let current = true;
    actions.previewReprice({ modelId: fix.modelId, which: 'unpriced', asModelId }).then((result) => {
      if (current) setPreview(result.ok ? result.value : explain(result.error));
    });
    return () => {
      current = false;
    };
  }, [fix.modelId, asModelId]);
  return preview;
}

function Effect({
  preview,
  target,
}: {
  preview: RepricingPreview | string | null;
  target: string | undefined;
}) {
  const t = useTranslations('prices.unpriced');
  if (preview === null) return <span aria-live="polite">{t('reading')}</span>;
  if (typeof preview === 'string') return <span className="text-bad">{preview}</span>;
  const changes = preview.events !== '0';
  return (
    <span className="grid gap-1" aria-live="polite">
      <span>
        {changes
          ? t('effect', {
              events: formatCount(preview.events),
              tokens: formatCount(preview.tokens),
              amount: formatMoney(preview.change, 'USD'),
            })
          : t('nothing')}
      </span>
      {preview.stillUnpriced !== '0' && (
        <span>{t('still', { events: formatCount(preview.stillUnpriced) })}</span>
      )}
      {target && <span>{t('future', { target })}</span>}
    </span>
  );
}
