'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import type { BudgetRow } from '@/lib/budgets/budget-dto';
import type { PreviewBudgetInput } from '@/lib/budgets/budget-input';
import { useBudgetActions } from './actions-context';
import { changesOf, draftOf, plainAmount } from './draft';
import { EnvelopeHint } from './envelope-hint';
import { LimitField } from './limit-field';
import { PreviewPanel } from './preview-panel';
import { RaiseForm } from './raise-form';
import { TermFields } from './term-fields';
import { ThresholdFields } from './threshold-fields';
import { useBudgetSubmit } from './use-budget-submit';
import { useBudgetText } from './use-budget-text';
import { useRefresh } from './use-refresh';

interface EditPanelProps {
  budget: BudgetRow;
  owners: readonly { id: string; name: string }[];
  today: string;
  onClose: () => void;
}

const AMOUNT = /^\d{1,20}(\.\d{1,12})?$/;

/** Limit and thresholds of a budget, in place, with what they would have done to real calls beside them. */
export function EditPanel({ budget, owners, today, onClose }: EditPanelProps) {
  const { t, amount } = useBudgetText();
  const common = useTranslations('common');
  const { edit } = useBudgetActions();
  const refresh = useRefresh();
  const [draft, setDraft] = useState(() => draftOf(budget));
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState(false);
  const { submit, busy, field, summary, refusedFor, clear } = useBudgetSubmit(budget);
  const changes = changesOf(draft, budget);
  const beyond = refusedFor('over_allocation', 'no_envelope');

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!changes) return onClose();
    const why = reason.trim();
    const result = await submit(() => edit({ budgetId: budget.id, changes, ...(why && { reason: why }) }));
    if (!result.ok) return;
    toast.success(t('edit.saved', { limit: amount(plainAmount(draft.limit), budget) }));
    onClose();
    await refresh();
  }

  if (asking)
    return (
      <RaiseForm
        budget={budget}
        wanted={plainAmount(draft.limit)}
        today={today}
        onDone={onClose}
        onBack={() => setAsking(false)}
      />
    );
  const limitError = beyond ?? field('changes.limit') ?? field('limit');
  return (
    <form onSubmit={save} noValidate data-testid="budget-editor" className="grid gap-4">
      <div className="grid gap-x-10 gap-y-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div className="grid content-start gap-4">
          <LimitField
            value={draft.limit}
            onChange={(limit) => {
              clear();
              setDraft({ ...draft, limit });
            }}
            of={budget}
            period={budget.period}
            hint={<EnvelopeHint envelope={budget.envelope} of={budget} />}
            error={limitError}
            autoFocus
          />
          {beyond && budget.can.request && (
            <Button variant="primary" className="justify-self-start" onClick={() => setAsking(true)}>
              {t('raise.ask')}
            </Button>
          )}
          <ThresholdFields
            value={draft.thresholds}
            onChange={(thresholds) => setDraft({ ...draft, thresholds })}
            error={field('changes.thresholds') ?? field('thresholds')}
          />
        </div>
        <PreviewPanel
          draft={previewOf(budget, draft.limit, draft.thresholds, draft.whenUnpriced)}
          className="lg:border-l lg:pl-10"
        />
      </div>
      <details className="group">
        <summary className="cursor-pointer text-ink2 marker:text-ink3 hover:text-ink">
          {t('edit.more')}
        </summary>
        <div className="pt-3">
          <TermFields
            draft={draft}
            onChange={setDraft}
            owners={owners}
            error={(path) => field(`changes.${path}`) ?? field(path)}
          />
        </div>
      </details>
      <div className="flex flex-wrap items-end gap-2 border-t pt-3">
        <Field
          label={common('reason')}
          optional={common('optional')}
          className="min-w-0 flex-1 basis-full sm:basis-64"
        >
          <Input
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            placeholder={common('reasonHint')}
            maxLength={500}
          />
        </Field>
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy} disabled={!changes}>
          {common('save')}
        </Button>
      </div>
      {!beyond && <FormError>{summary}</FormError>}
    </form>
  );
}

function previewOf(
  budget: BudgetRow,
  limit: string,
  thresholds: BudgetRow['thresholds'],
  whenUnpriced: BudgetRow['whenUnpriced'],
): PreviewBudgetInput | null {
  const { scope, unit, period } = budget;
  const plain = plainAmount(limit);
  if (!AMOUNT.test(plain) || !/[1-9]/.test(plain)) return null;
  const currency = budget.currency as PreviewBudgetInput['currency'];
  return { scope, unit, currency, period, limit: plain, thresholds, whenUnpriced };
}
