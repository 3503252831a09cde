'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { ProviderChoice } from '@/lib/pricing/catalogue-dto';
import { ChangeDialog } from './change-dialog';
import { ModelSearch } from './model-search';
import type { ChangeActions, ChangeForm, FindModels, ModelChoice } from './price-actions';

/** A negotiated discount on a provider or one of its models; its effect is shown before it is stored. */
export function AddDiscountDialog({
  providers,
  trigger,
  findModels,
  actions,
}: {
  providers: readonly ProviderChoice[];
  trigger: ReactNode;
  findModels: FindModels;
  actions: ChangeActions;
}) {
  const t = useTranslations('prices.discounts');
  const common = useTranslations('common');
  const [providerId, setProviderId] = useState<string>();
  const [reach, setReach] = useState<'provider' | 'model'>('provider');
  const [model, setModel] = useState<ModelChoice>();
  const provider = providers.find((one) => one.providerId === providerId);

  const read = (form: FormData): ChangeForm => {
    const text = (name: string) => String(form.get(name) ?? '').trim();
    return {
      kind: 'discount',
      input: {
        providerId: providerId ?? '',
        modelId: reach === 'provider' ? null : (model?.modelId ?? ''),
        ...{ percent: text('percent'), validFrom: text('from'), validTo: text('to') || null },
        contract: text('contract'),
      },
    };
  };

  return (
    <ChangeDialog
      trigger={trigger}
      title={t('add')}
      description={t('intro')}
      applyLabel={t('save')}
      doneLabel={t('done')}
      read={read}
      actions={actions}
    >
      {(error) => (
        <>
          <div className="grid items-start gap-3 sm:grid-cols-2">
            <Field label={t('provider')} error={error('providerId') && t('chooseProvider')}>
              <Select
                value={providerId}
                onValueChange={(next) => {
                  setProviderId(next);
                  setModel(undefined);
                }}
                placeholder={t('chooseProvider')}
                options={providers.map((one) => ({ value: one.providerId, label: one.name }))}
              />
            </Field>
            <Field label={t('reach')}>
              <Select
                value={reach}
                onValueChange={setReach}
                options={[
                  { value: 'provider', label: t('allModels') },
                  { value: 'model', label: t('oneModel') },
                ]}
              />
            </Field>
          </div>
          {reach === 'model' &&
            (model ? (
              <p className="flex flex-wrap items-center gap-2">
                <span className="break-all">{model.label}</span>
                <Button size="sm" onClick={() => setModel(undefined)}>
                  {t('otherModel')}
                </Button>
              </p>
            ) : (
              <ModelSearch
                key={providerId}
                findModels={findModels}
                provider={provider?.key ?? null}
                onPick={setModel}
                error={error('modelId') && t('chooseModel')}
              />
            ))}
          <div className="grid items-start gap-3 sm:grid-cols-3">
            <Field label={t('percent')} hint={t('percentHint')} error={error('percent')}>
              <Input name="percent" inputMode="decimal" autoComplete="off" placeholder="12.5" />
            </Field>
            <Field label={t('from')} error={error('validFrom')}>
              <Input name="from" type="date" />
            </Field>
            <Field label={t('to')} error={error('validTo')} optional={common('optional')}>
              <Input name="to" type="date" />
            </Field>
          </div>
          <Field label={t('contract')} hint={t('contractHint')} error={error('contract')}>
            <Input name="contract" autoComplete="off" maxLength={300} />
          </Field>
        </>
      )}
    </ChangeDialog>
  );
}
