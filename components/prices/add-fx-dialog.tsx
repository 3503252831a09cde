'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/action-result';
import { CURRENCIES, type Currency, LEDGER_CURRENCY } from '@/lib/money/currency';

interface NewRate {
  quote: Currency;
  validFrom: string;
  rate: string;
  source: string;
}

export function AddFxDialog({ addRate }: { addRate: (input: NewRate) => Promise<ActionResult<unknown>> }) {
  const t = useTranslations('prices.fx');
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [quote, setQuote] = useState<Currency>('HKD');
  const { submit, busy, field, summary } = useSubmit();

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const rate = { quote, validFrom: text('validFrom'), rate: text('rate'), source: text('source') };
    const result = await submit(() => addRate(rate));
    if (!result.ok) return;
    toast.success(t('done'));
    setOpen(false);
    router.refresh();
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">{t('add')}</Button>}
      title={t('add')}
      description={t('addIntro')}
    >
      <form onSubmit={save} className="grid gap-3">
        <div className="grid items-start gap-3 sm:grid-cols-2">
          <Field label={t('currency')} error={field('quote')}>
            <Select
              value={quote}
              onValueChange={setQuote}
              options={CURRENCIES.filter((c) => c !== LEDGER_CURRENCY).map((c) => ({ value: c, label: c }))}
            />
          </Field>
          <Field label={t('from')} error={field('validFrom')}>
            <Input name="validFrom" type="date" required />
          </Field>
        </div>
        <Field label={t('rate')} hint={t('rateHint')} error={field('rate')}>
          <Input name="rate" inputMode="decimal" autoComplete="off" required />
        </Field>
        <Field label={t('source')} hint={t('sourceHint')} error={field('source')}>
          <Input name="source" autoComplete="off" required />
        </Field>
        <FormError>{summary}</FormError>
        <div className="flex justify-end">
          <Button type="submit" variant="primary" busy={busy}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
