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
import type { TokenClass } from '@/lib/pricing/rates';

interface NewPrice {
  modelId: string;
  list: 'contract' | 'manual';
  validFrom: string | null;
  validTo: string | null;
  rates: { prices: Partial<Record<TokenClass, string>>; serviceTiers?: { batch?: string } };
  note: string | null;
}

export type AddPriceAction = (input: NewPrice) => Promise<ActionResult<unknown>>;

const CLASSES = ['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'reasoning'] as const;
const startOfDay = (day: string): string | null => (day ? `${day}T00:00:00Z` : null);

/** A dated price of one's own for a model. */
export function AddPriceDialog({ modelId, addPrice }: { modelId: string; addPrice: AddPriceAction }) {
  const t = useTranslations('prices');
  const common = useTranslations('common');
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [list, setList] = useState<NewPrice['list']>('contract');
  const { submit, busy, field, summary } = useSubmit();

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const prices = Object.fromEntries(CLASSES.flatMap((c) => (text(c) ? [[c, text(c)]] : [])));
    const batch = text('batch');
    const result = await submit(() =>
      addPrice({
        ...{ modelId, list, validFrom: startOfDay(text('from')), validTo: startOfDay(text('to')) },
        rates: { prices, ...(batch && { serviceTiers: { batch } }) },
        note: text('note') || null,
      }),
    );
    if (!result.ok) return;
    toast.success(t('add.done'));
    setOpen(false);
    router.refresh();
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">{t('add.button')}</Button>}
      title={t('add.title')}
      description={t('add.intro')}
    >
      <form onSubmit={save} className="grid gap-3">
        <Field label={t('add.list')} error={field('list')}>
          <Select
            value={list}
            onValueChange={setList}
            options={[
              { value: 'contract', label: t('add.contract') },
              { value: 'manual', label: t('add.manual') },
            ]}
          />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          {CLASSES.map((tokenClass, index) => (
            <Field
              key={tokenClass}
              label={t(`classes.${tokenClass}`)}
              error={field(`rates.prices.${tokenClass}`)}
              optional={index > 1 ? common('optional') : undefined}
            >
              <Input name={tokenClass} inputMode="decimal" autoComplete="off" />
            </Field>
          ))}
          <Field label={t('add.from')} hint={t('add.fromHint')} error={field('validFrom')}>
            <Input name="from" type="date" />
          </Field>
          <Field label={t('add.to')} error={field('validTo')} optional={common('optional')}>
            <Input name="to" type="date" />
          </Field>
          <Field
            label={`${t('serviceTiers.batch')} ×`}
            error={field('rates.serviceTiers')}
            optional={common('optional')}
          >
            <Input name="batch" inputMode="decimal" placeholder="0.5" autoComplete="off" />
          </Field>
        </div>
        <Field label={t('add.note')} error={field('note')} optional={common('optional')}>
          <Input name="note" autoComplete="off" />
        </Field>
        <FormError>{summary}</FormError>
        <div className="flex justify-end">
          <Button type="submit" variant="primary" busy={busy}>
            {t('add.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
