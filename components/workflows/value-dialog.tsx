'use client';

import { useState } from 'react';
import { plainAmount } from '@/components/budgets/draft';
import { FormDialog } from '@/components/settings/form-dialog';
import { useSubmit } from '@/components/settings/use-submit';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import { CURRENCIES, type Currency } from '@/lib/money/currency';
import type { OutcomeDefinitionDto } from '@/lib/outcomes/dto';
import { addDays } from '@/lib/time/days';
import { useWorkflowActions } from './actions-context';
import { shareOfPercent } from './share-of-percent';
import { useRefresh } from './use-refresh';
import { useWorkflowText } from './use-workflow-text';

/** Records what one outcome is worth from a day on, and how much of it is done again. */
export function ValueDialog({
  open,
  onClose,
  definition,
  currency,
  firstDay,
}: {
  open: boolean;
  onClose: () => void;
  definition: OutcomeDefinitionDto;
  /** The reading currency: what is offered first. */
  currency: Currency;
  /** The first day of the period shown: a value usually counts for what is looked at. */
  firstDay: string;
}) {
  const { t } = useWorkflowText(currency);
  const { setValue } = useWorkflowActions();
  const refresh = useRefresh();
  const { submit, busy, field, summary, clear } = useSubmit();
  const current = definition.values.find((value) => value.current);
  const [valueCurrency, setValueCurrency] = useState<Currency>(current?.currency ?? currency);

  async function save(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const lastDay = text('lastDay');
    const saved = await submit(() =>
      setValue({
        definitionId: definition.id,
        amount: plainAmount(text('amount')),
        currency: valueCurrency,
        reworkShare: shareOfPercent(text('rework')),
        validFrom: text('validFrom'),
        validTo: lastDay === '' ? null : addDays(lastDay, 1),
        basis: text('basis'),
      }),
    );
    if (!saved.ok) return;
    toast.success(t('values.saved'));
    onClose();
    await refresh();
  }

  return (
    <FormDialog
      open={open}
      onClose={() => {
        clear();
        onClose();
      }}
      title={t('values.setTitle', { unit: definition.unit })}
      description={t('values.setLead')}
      submitLabel={t('values.save')}
      busy={busy}
      error={summary}
      onSubmit={save}
    >
      <div className="grid grid-cols-[1fr_auto] gap-3">
        <Field label={t('values.amount')} error={field('amount')}>
          <Input name="amount" inputMode="decimal" autoComplete="off" />
        </Field>
        <Field label={t('values.currency')} error={field('currency')}>
          <Select
            value={valueCurrency}
            onValueChange={setValueCurrency}
            options={CURRENCIES.map((value) => ({ value, label: value }))}
          />
        </Field>
      </div>
      <Field label={t('values.reworkField')} hint={t('values.reworkHint')} error={field('reworkShare')}>
        <Input name="rework" inputMode="decimal" autoComplete="off" defaultValue="0" />
      </Field>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <Field label={t('values.validFrom')} error={field('validFrom')}>
          <Input type="date" name="validFrom" defaultValue={firstDay} />
        </Field>
        <Field label={t('values.validTo')} hint={t('values.validToHint')} error={field('validTo')}>
          <Input type="date" name="lastDay" />
        </Field>
      </div>
      <Field label={t('values.basis')} hint={t('values.basisHint')} error={field('basis')}>
        <Textarea name="basis" rows={2} maxLength={300} />
      </Field>
    </FormDialog>
  );
}
