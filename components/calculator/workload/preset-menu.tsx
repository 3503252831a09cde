'use client';

import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/select';
import { PRESETS, type PresetKey } from '@/lib/calculator/presets';
import { presetState } from '@/lib/calculator/state';
import { useCalculator } from '../calculator-context';
import { usePresetName } from './use-preset-name';

/** Workloads to start from: the document's scenarios, agent levels, right-sizing rows, per-user benchmarks. */
export function PresetMenu() {
  const t = useTranslations('calculator.presets');
  const { state, setState } = useCalculator();
  const nameOf = usePresetName();
  const chosen = state.origin?.kind === 'preset' ? state.origin.preset : undefined;
  const options = PRESETS.map(({ key }) => ({
    value: key,
    label: nameOf(key),
    group: t(`groups.${key.split(':')[0] as 'scenario'}`),
  }));
  return (
    <Select<PresetKey>
      aria-label={t('label')}
      placeholder={t('choose')}
      value={chosen}
      onValueChange={(key) => setState((now) => ({ ...presetState(key, now.currency), plan: now.plan }))}
      options={options}
      className="max-w-[270px]"
    />
  );
}
