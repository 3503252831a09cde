'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { Rates } from '@/lib/pricing/rates';
import { ChangeDialog } from './change-dialog';
import type { ChangeActions, ChangeForm } from './price-actions';
import { RatesFields, readRates } from './rates-fields';

/** A dated price of one's own for a model, filled with what charges now; its effect is shown before it is stored. */
export function AddPriceDialog({
  modelId,
  start,
  trigger,
  actions,
}: {
  modelId: string;
  /** The rates that charge now, to be edited; null where there are none. */
  start: Rates | null;
  trigger: ReactNode;
  actions: ChangeActions;
}) {
  const t = useTranslations('prices');
  const common = useTranslations('common');
  const [list, setList] = useState<'contract' | 'manual'>('contract');
  const [tiers, setTiers] = useState(start?.contextTiers?.length ?? 0);

  const read = (form: FormData): ChangeForm => {
    const text = (name: string) => String(form.get(name) ?? '').trim();
    return {
      kind: 'price',
      input: {
        ...{ modelId, list, validFrom: text('from') || null, validTo: text('to') || null },
        rates: readRates(form, tiers),
        note: text('note'),
      },
    };
  };

  return (
    <ChangeDialog
      trigger={trigger}
      title={t('add.title')}
      description={t('add.intro')}
      applyLabel={t('add.save')}
      doneLabel={t('add.done')}
      read={read}
      actions={actions}
    >
      {(error) => (
        <>
          <Field label={t('add.list')} error={error('list') ?? error('modelId')}>
            <Select
              value={list}
              onValueChange={setList}
              options={[
                { value: 'contract', label: t('add.contract') },
                { value: 'manual', label: t('add.manual') },
              ]}
            />
          </Field>
          <div className="grid items-start gap-3 sm:grid-cols-2">
            <Field label={t('add.from')} hint={t('add.fromHint')} error={error('validFrom')}>
              <Input name="from" type="date" />
            </Field>
            <Field label={t('add.to')} error={error('validTo')} optional={common('optional')}>
              <Input name="to" type="date" />
            </Field>
          </div>
          <RatesFields start={start} tiers={tiers} error={error} />
          {tiers < 5 && (
            <div>
              <Button size="sm" onClick={() => setTiers(tiers + 1)}>
                {t('add.addTier')}
              </Button>
            </div>
          )}
          {start?.windows && <p className="text-warn">{t('add.noWindows')}</p>}
          <Field label={t('add.note')} hint={t('add.noteHint')} error={error('note')}>
            <Input name="note" autoComplete="off" maxLength={500} />
          </Field>
        </>
      )}
    </ChangeDialog>
  );
}
