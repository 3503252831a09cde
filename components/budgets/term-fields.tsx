'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import type { Draft } from './draft';
import { useBudgetText } from './use-budget-text';

const NOBODY = 'nobody';

/** Owner, stop condition, review day, and what the gate does when it cannot know. */
export function TermFields({
  draft,
  onChange,
  owners,
  error,
  named = true,
}: {
  draft: Draft;
  onChange: (draft: Draft) => void;
  owners: readonly { id: string; name: string }[];
  error: (path: string) => string | undefined;
  /** Whether the name is among the fields. */
  named?: boolean;
}) {
  const { t } = useBudgetText();
  const set = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {named && (
        <Field label={t('edit.name')} error={error('name')}>
          <Input
            value={draft.name}
            onChange={(event) => set({ name: event.target.value })}
            autoComplete="off"
          />
        </Field>
      )}
      <Field label={t('edit.owner')} error={error('ownerId')}>
        <Select
          value={draft.ownerId ?? NOBODY}
          onValueChange={(id) => set({ ownerId: id === NOBODY ? null : id })}
          options={[
            { value: NOBODY, label: t('edit.noOwner') },
            ...owners.map((person) => ({ value: person.id, label: person.name })),
          ]}
        />
      </Field>
      <Field label={t('edit.reviewOn')} error={error('reviewOn')}>
        <Input
          type="date"
          value={draft.reviewOn}
          onChange={(event) => set({ reviewOn: event.target.value })}
        />
      </Field>
      <Field label={t('edit.whenUnavailable')} hint={t('edit.whenUnavailableHint')}>
        <Select
          value={draft.whenUnavailable}
          onValueChange={(whenUnavailable) => set({ whenUnavailable })}
          options={[
            { value: 'open', label: t('edit.open_') },
            { value: 'closed', label: t('edit.closed_') },
          ]}
        />
      </Field>
      <Field label={t('edit.whenUnpriced')} hint={t('edit.whenUnpricedHint')}>
        <Select
          value={draft.whenUnpriced}
          onValueChange={(whenUnpriced) => set({ whenUnpriced })}
          options={[
            { value: 'deny', label: t('edit.deny') },
            { value: 'allow', label: t('edit.allow') },
          ]}
        />
      </Field>
      <Field
        label={t('edit.stopCondition')}
        hint={t('edit.stopHint')}
        error={error('stopCondition')}
        className="sm:col-span-2"
      >
        <Textarea
          rows={2}
          value={draft.stopCondition}
          onChange={(event) => set({ stopCondition: event.target.value })}
          maxLength={500}
        />
      </Field>
    </div>
  );
}
