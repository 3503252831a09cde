'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormDialog } from '@/components/settings/form-dialog';
import { useSubmit } from '@/components/settings/use-submit';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { CURRENCIES, type Currency } from '@/lib/money/currency';
import type { CloseActions } from './close-actions';

/** Records what a provider billed for a month. */
export function InvoiceDialog({
  open,
  onClose,
  month,
  providers,
  today,
  record,
}: {
  open: boolean;
  onClose: () => void;
  month: string;
  providers: readonly { providerId: string; name: string }[];
  today: string;
  record: CloseActions['record'];
}) {
  const t = useTranslations('boardClose.invoices');
  const router = useRouter();
  const { submit, busy, field, summary } = useSubmit();
  const [providerId, setProvider] = useState(providers[0]?.providerId ?? '');
  const [currency, setCurrency] = useState<Currency>('USD');

  async function send(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const result = await submit(() =>
      record({
        ...{ providerId, month, currency, reference: text('reference'), amount: text('amount') },
        ...{ receivedOn: text('receivedOn'), note: text('note') || null },
      }),
    );
    if (!result.ok) return;
    onClose();
    router.refresh();
  }

  return (
    <FormDialog
      {...{ open, onClose, busy }}
      title={t('add')}
      submitLabel={t('save')}
      error={summary ?? field('month')}
      onSubmit={(form) => void send(form)}
    >
      <Field label={t('provider')} error={field('providerId')}>
        <Select
          value={providerId}
          onValueChange={setProvider}
          options={providers.map((one) => ({ value: one.providerId, label: one.name }))}
        />
      </Field>
      <Field label={t('reference')} error={field('reference')}>
        <Input name="reference" maxLength={120} />
      </Field>
      <div className="grid grid-cols-[1fr_auto] gap-3">
        <Field label={t('amount')} hint={t('amountHint')} error={field('amount')}>
          <Input name="amount" inputMode="decimal" />
        </Field>
        <Field label={t('currency')} error={field('currency')}>
          <Select
            value={currency}
            onValueChange={setCurrency}
            options={CURRENCIES.map((value) => ({ value, label: value }))}
          />
        </Field>
      </div>
      <Field label={t('received')} error={field('receivedOn')}>
        <Input name="receivedOn" type="date" defaultValue={today} />
      </Field>
      <Field label={t('note')} optional={t('optional')} error={field('note')}>
        <Input name="note" maxLength={500} />
      </Field>
    </FormDialog>
  );
}
