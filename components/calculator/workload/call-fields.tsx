'use client';

import { useTranslations } from 'next-intl';
import type { CallAnatomy } from '@/lib/calculator/workload';
import { workloadInput } from '@/lib/calculator/workload-input';
import { isTooLarge } from '@/lib/calculator/workload-size';
import { FieldGroup } from './field-group';
import { NumberField } from './number-field';
import { useWorkload } from './use-workload';

const FIELDS = [
  'systemPromptTokens',
  'historyTokensPerTurn',
  'retrievedTokens',
  'userMessageTokens',
  'visibleOutputTokens',
  'reasoningMultiple',
] as const satisfies readonly (keyof CallAnatomy)[];

const HINTED: readonly (keyof CallAnatomy)[] = ['historyTokensPerTurn', 'reasoningMultiple'];

/** What one call carries. */
export function CallFields() {
  const t = useTranslations('calculator.call');
  const { workload, change } = useWorkload();
  const scaled = workload.agent.tokensPerTask !== null;
  function set(field: keyof CallAnatomy, value: number): string | undefined {
    const call = { ...workload.call, [field]: value };
    const next = { ...workload, call };
    if (!isTooLarge(next) && !workloadInput.safeParse(next).success) return t('empty');
    return change(({ call: now }) => ({ call: { ...now, [field]: value } }));
  }
  return (
    <FieldGroup title={t('title')} note={scaled ? t('scaled') : undefined}>
      {FIELDS.map((field) => (
        <NumberField
          key={field}
          label={t(field)}
          hint={HINTED.includes(field) ? t(`hint.${field}`) : undefined}
          value={workload.call[field]}
          bounds={{ min: 0, max: field === 'reasoningMultiple' ? 1_000 : 10_000_000 }}
          onChange={(value) => set(field, value ?? 0)}
        />
      ))}
    </FieldGroup>
  );
}
