'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import type { BudgetRow } from '@/lib/budgets/budget-dto';
import { addDays } from '@/lib/time/days';
import { useBudgetActions } from './actions-context';
import { plainAmount } from './draft';
import { LimitField } from './limit-field';
import { useBudgetSubmit } from './use-budget-submit';
import { useBudgetText } from './use-budget-text';
import { useRefresh } from './use-refresh';

/** Asks for a higher limit until a day: amount, reason, until when. It goes to whoever sets envelopes. */
export function RaiseForm({
  budget,
  wanted,
  today,
  onDone,
  onBack,
  titled = true,
}: {
  budget: BudgetRow;
  wanted: string;
  today: string;
  onDone: () => void;
  onBack?: () => void;
  /** False where the surroundings carry the title. */
  titled?: boolean;
}) {
  const { t, amount } = useBudgetText();
  const common = useTranslations('common');
  const { askRaise } = useBudgetActions();
  const refresh = useRefresh();
  const lastDay = addDays(budget.position.period.to, -1);
  const [limit, setLimit] = useState(wanted);
  const [until, setUntil] = useState(lastDay > today ? lastDay : addDays(today, 30));
  const [reason, setReason] = useState('');
  const { submit, busy, field, summary } = useBudgetSubmit(budget);

  async function send(event: FormEvent) {
    event.preventDefault();
    const result = await submit(() =>
      askRaise({ budgetId: budget.id, limit: plainAmount(limit), until, reason: reason.trim() }),
    );
    if (!result.ok) return;
    toast.success(t('raise.sent'));
    onDone();
    await refresh();
  }

  return (
    <form onSubmit={send} noValidate className="grid max-w-xl gap-4" data-testid="raise-form">
      <div>
        {titled && (
          <h2 className="font-serif text-[19px] leading-snug">{t('raise.title', { name: budget.name })}</h2>
        )}
        <p className="text-ink2">{t('raise.lead', { limit: amount(budget.limit, budget) })}</p>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <LimitField
          label={t('raise.limit')}
          value={limit}
          onChange={setLimit}
          of={budget}
          period={budget.period}
          error={field('limit')}
        />
        <Field label={t('raise.until')} hint={t('raise.untilHint')} error={field('until')}>
          <Input type="date" value={until} min={today} onChange={(event) => setUntil(event.target.value)} />
        </Field>
      </div>
      <Field label={t('raise.reason')} error={field('reason')}>
        <Textarea
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          maxLength={500}
          rows={2}
        />
      </Field>
      <FormError>{summary}</FormError>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={busy}>
          {t('raise.send')}
        </Button>
        <Button onClick={onBack ?? onDone}>{onBack ? common('back') : common('cancel')}</Button>
      </div>
    </form>
  );
}
