'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/action-result';
import type { Metric, MetricKey } from '@/lib/board/metric';
import { targetField, targetOf } from '@/lib/board/metric-text';
import type { Currency } from '@/lib/money/currency';
import { useBoardText } from './use-board-text';

export interface TargetInput {
  metric: MetricKey;
  month: string;
  value: string | null;
  currency: Currency | null;
  reason: string;
}

/** What the board asks of a metric from a month on, with the reason. */
export function TargetForm({
  metric,
  month,
  currency,
  setTarget,
  onDone,
}: {
  metric: Metric;
  month: string;
  currency: Currency;
  setTarget: (input: TargetInput) => Promise<ActionResult<unknown>>;
  onDone: () => void;
}) {
  const { t, month: monthOf } = useBoardText(currency);
  const { submit, busy, field, summary } = useSubmit();
  const router = useRouter();
  const [typed, setTyped] = useState(metric.target ? targetField(metric.target.value, metric.unit) : '');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();

  async function save() {
    const value = typed.trim() === '' ? null : targetOf(typed, metric.unit);
    if (typed.trim() !== '' && value === null) return setProblem(t(`target.wrong.${metric.unit}`));
    setProblem(undefined);
    const isMoney = metric.unit === 'money' && value !== null;
    const result = await submit(() =>
      setTarget({ metric: metric.key, month, value, currency: isMoney ? currency : null, reason }),
    );
    if (!result.ok) return;
    toast.success(t('target.saved'));
    router.refresh();
    onDone();
  }

  return (
    <form
      noValidate
      data-testid="target-form"
      className="grid gap-3 border-t pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field
        label={t(`target.field.${metric.unit}`, { currency })}
        hint={t('target.hint', { month: monthOf(month) })}
        error={problem ?? field('value') ?? field('month')}
      >
        <Input
          inputMode="decimal"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className="max-w-48 text-right"
        />
      </Field>
      <Field label={t('target.reason')} error={field('reason')}>
        <Textarea value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <FormError>{summary}</FormError>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onDone}>{t('target.cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {t('target.save')}
        </Button>
      </div>
    </form>
  );
}
