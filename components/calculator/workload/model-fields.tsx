'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { type Comparison, cheapestPerTier } from '@/lib/calculator/compare-models';
import { legsOf, type MixLeg, type ModelChoice } from '@/lib/calculator/workload';
import { FieldGroup } from './field-group';
import { MixFields } from './mix-fields';
import { ModelSelect } from './model-select';
import { useComparison } from './reckoning-context';
import { useWorkload } from './use-workload';

/** One model answers every call, or a mix does. */
export function ModelFields() {
  const t = useTranslations('calculator.model');
  const { workload, change } = useWorkload();
  const comparison = useComparison();
  const { model } = workload;
  const set = (next: ModelChoice) => change({ model: next });
  return (
    <FieldGroup title={t('title')} className="grid-cols-1">
      <Field label={t('kindLabel')}>
        <Select
          value={model.kind}
          onValueChange={(kind) => set(kind === 'one' ? oneOf(model) : { kind: 'mix', legs: legsOf(model) })}
          options={(['one', 'mix'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
          className="w-full"
        />
      </Field>
      {model.kind === 'one' ? (
        <Field label={t('label')}>
          <ModelSelect value={model.model} onChange={(name) => set({ kind: 'one', model: name })} />
        </Field>
      ) : (
        <>
          <MixFields
            legs={model.legs}
            most={12}
            sumError={(sum) => t('sum', { sum })}
            onMakeWhole
            onChange={(legs) => set({ kind: 'mix', legs })}
          />
          <span>
            <Button
              size="sm"
              onClick={() => {
                const legs = ruleMix(comparison);
                if (legs) set({ kind: 'mix', legs });
              }}
            >
              {t('rule')}
            </Button>
          </span>
        </>
      )}
    </FieldGroup>
  );
}

/** The largest leg alone. */
const oneOf = (model: ModelChoice): ModelChoice => {
  const largest = legsOf(model).reduce((best, leg) => (leg.share > best.share ? leg : best));
  return { kind: 'one', model: largest.model };
};

/** The document's 70/25/5 on the cheapest model of each tier that holds this workload; null: a tier has none. */
function ruleMix(comparison: Comparison): MixLeg[] | null {
  const { cost_optimised: cheap, balanced, frontier } = cheapestPerTier(comparison);
  if (!cheap || !balanced || !frontier) return null;
  return [
    { model: cheap, share: 0.7 },
    { model: balanced, share: 0.25 },
    { model: frontier, share: 0.05 },
  ];
}
