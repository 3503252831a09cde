'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { type RoutingRule, STICKY_KEYS } from '@/lib/routing/policy';
import type { RoutingNames } from '@/lib/routing/routing-names';
import { ConditionFields } from './condition-fields';
import { FallbackFields } from './fallback-fields';
import { ModelField } from './model-field';
import { useRoutingText } from './use-routing-text';

/** All of one rule, in place. Each change counts at once and is checked; saving the draft keeps it. */
export function RuleEditor({
  rule,
  names,
  onChange,
  onDone,
}: {
  rule: RoutingRule;
  names: RoutingNames;
  onChange: (rule: RoutingRule) => void;
  onDone: () => void;
}) {
  const { t } = useRoutingText();
  /** Sets a part, or takes it out where it says nothing. */
  const set = (part: { [K in keyof RoutingRule]?: RoutingRule[K] | undefined }) =>
    onChange(
      Object.fromEntries(
        Object.entries({ ...rule, ...part }).filter(([, value]) => value !== undefined),
      ) as unknown as RoutingRule,
    );
  const share = (text: string) => {
    const value = /^\d{1,3}$/.test(text) ? Number.parseInt(text, 10) : 0;
    set(value >= 1 && value < 100 ? { share: value } : { share: undefined, stickyBy: undefined });
  };
  return (
    <div className="mt-3 grid gap-5 rounded-md border bg-raise p-4" data-testid="rule-editor">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('editor.id')} hint={t('editor.idHint')}>
          <Input
            value={rule.id}
            spellCheck={false}
            onChange={(event) => set({ id: event.target.value.toLowerCase().replace(/[^a-z0-9_-]/g, '-') })}
          />
        </Field>
        <ModelField
          label={t('editor.primary')}
          hint={t('editor.primaryHint')}
          value={rule.primary}
          models={names.models}
          onChange={(primary) => set({ primary })}
        />
      </div>
      <Group title={t('editor.when')}>
        <ConditionFields when={rule.when} names={names} onChange={(when) => set({ when })} />
      </Group>
      <Group title={t('editor.otherwise')}>
        <FallbackFields
          fallback={rule.fallback}
          models={names.models}
          onChange={(fallback) => set({ fallback })}
        />
      </Group>
      <Group title={t('editor.limits')}>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          <Field label={t('editor.maximumCost')} hint={t('editor.maximumCostHint')}>
            <Input
              inputMode="decimal"
              value={rule.maximumCost ?? ''}
              onChange={(event) => set({ maximumCost: event.target.value.trim() || undefined })}
            />
          </Field>
          <Field label={t('editor.qualityBar')} hint={t('editor.qualityBarHint')}>
            <Input
              inputMode="decimal"
              value={rule.qualityBar ?? ''}
              onChange={(event) => set({ qualityBar: event.target.value.trim() || undefined })}
            />
          </Field>
          <Field label={t('editor.share')} hint={t('editor.shareHint')}>
            <Input
              inputMode="numeric"
              value={rule.share ?? ''}
              placeholder="100"
              onChange={(event) => share(event.target.value)}
            />
          </Field>
          {rule.share !== undefined && (
            <Field label={t('editor.stickyBy')} hint={t('editor.stickyHint')}>
              <Select
                value={rule.stickyBy ?? 'request'}
                options={STICKY_KEYS.map((key) => ({ value: key, label: t(`sticky.${key}`) }))}
                onValueChange={(stickyBy) => set({ stickyBy })}
              />
            </Field>
          )}
        </div>
      </Group>
      <div>
        <Button onClick={onDone}>{t('editor.done')}</Button>
      </div>
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 w-full border-t pt-2 text-xs text-ink2">{title}</legend>
      {children}
    </fieldset>
  );
}
