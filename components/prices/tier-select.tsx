'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useSubmit } from '@/components/settings/use-submit';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/action-result';
import { MODEL_TIERS, type ModelTier } from '@/lib/pricing/rates';

/** The tier of a model, changed in place. */
export function TierSelect({
  modelId,
  tier,
  setTier,
}: {
  modelId: string;
  tier: ModelTier | null;
  setTier: (input: { modelId: string; tier: ModelTier }) => Promise<ActionResult<unknown>>;
}) {
  const t = useTranslations('prices');
  const router = useRouter();
  const { submit, busy, explain } = useSubmit();
  async function change(next: ModelTier) {
    const result = await submit(() => setTier({ modelId, tier: next }));
    if (!result.ok) return toast.error(explain(result.error));
    toast.success(t('tierSaved'));
    router.refresh();
  }
  return (
    <Select
      aria-label={t('model.tier')}
      value={tier ?? undefined}
      placeholder={t('tiers.none')}
      disabled={busy}
      onValueChange={change}
      options={MODEL_TIERS.map((value) => ({ value, label: t(`tiers.${value}`) }))}
    />
  );
}
