'use client';

import { useTranslations } from 'next-intl';
import { FieldGroup } from './field-group';
import { NumberField } from './number-field';
import { useWorkload } from './use-workload';

const SHARE = { min: 0, max: 1 };

/** What is saved already: reads from the provider's cache, and calls in batch. */
export function ShareFields() {
  const t = useTranslations('calculator.shares');
  const { workload, change } = useWorkload();
  return (
    <FieldGroup title={t('title')}>
      <NumberField
        label={t('cacheHitShare')}
        hint={t('cacheHint')}
        value={workload.cacheHitShare}
        bounds={SHARE}
        unit="percent"
        onChange={(cacheHitShare) => change({ cacheHitShare: cacheHitShare ?? 0 })}
      />
      <NumberField
        label={t('batchShare')}
        hint={t('batchHint')}
        value={workload.batchShare}
        bounds={SHARE}
        unit="percent"
        onChange={(batchShare) => change({ batchShare: batchShare ?? 0 })}
      />
    </FieldGroup>
  );
}
