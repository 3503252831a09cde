'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Status } from '@/components/ui/status';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import type { BudgetReviewDto } from '@/lib/budgets/budget-dto';
import { useBudgetActions } from './actions-context';
import { useBudgetText } from './use-budget-text';
import { useRefresh } from './use-refresh';

/** An executive review: a ceiling was reached; calls stay stopped until one of them decides. */
export function ReviewCard({
  review,
  budget,
  canDecide,
  timeZone,
}: {
  review: BudgetReviewDto;
  /** Named as a link; null on the budget's own page. */
  budget: { id: string; name: string } | null;
  canDecide: boolean;
  timeZone: string;
}) {
  const { t, instant } = useBudgetText();
  const [outcome, setOutcome] = useState<'stop' | 'continue' | null>(null);
  const open = review.closedAt === null;
  return (
    <li className="grid gap-2 border-b py-3.5" data-review={review.id}>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <p className="min-w-0 flex-1 basis-72">
          {budget && (
            <>
              <Link href={`/budgets/${budget.id}`} className="font-medium no-underline hover:underline">
                {budget.name}
              </Link>{' '}
            </>
          )}
          {t('reviews.reached', { percent: review.percent, time: instant(review.openedAt, timeZone) })}
          {review.user && <code className="ml-2 text-xs text-ink2">{review.user.slice(0, 16)}</code>}
        </p>
        <Status tone={open ? 'bad' : 'neutral'}>
          {open ? t('reviews.open') : t(`reviews.outcomes.${review.outcome ?? 'stop'}`)}
        </Status>
      </div>
      {open ? (
        <p className="text-ink2">{t('reviews.lead')}</p>
      ) : (
        <p className="text-xs text-ink2">
          {t('reviews.closed', {
            name: review.closedBy ?? '–',
            time: review.closedAt ? instant(review.closedAt, timeZone) : '',
          })}
          {review.note && ` “${review.note}”`}
        </p>
      )}
      {open && canDecide && (
        <div className="flex flex-wrap gap-2 pt-1">
          {(['continue', 'stop'] as const).map((kind) => (
            <Button
              key={kind}
              size="sm"
              aria-expanded={outcome === kind}
              onClick={() => setOutcome(outcome === kind ? null : kind)}
            >
              {t(`reviews.${kind}`)}
            </Button>
          ))}
        </div>
      )}
      {outcome && <CloseForm review={review} outcome={outcome} onClose={() => setOutcome(null)} />}
    </li>
  );
}

function CloseForm({
  review,
  outcome,
  onClose,
}: {
  review: BudgetReviewDto;
  outcome: 'stop' | 'continue';
  onClose: () => void;
}) {
  const { t } = useBudgetText();
  const common = useTranslations('common');
  const { closeReview } = useBudgetActions();
  const refresh = useRefresh();
  const { submit, busy, field, summary } = useSubmit();
  const [note, setNote] = useState('');

  async function close(event: FormEvent) {
    event.preventDefault();
    const result = await submit(() => closeReview(review.id, outcome, note.trim()));
    if (!result.ok) return;
    toast.success(t('reviews.done'));
    onClose();
    await refresh();
  }

  return (
    <form onSubmit={close} noValidate className="grid max-w-xl gap-3 border-l-2 border-line pl-4">
      <p>{t(`reviews.${outcome}Lead`)}</p>
      <Field label={t('raise.note')} hint={common('reasonHint')} error={field('note')}>
        <Textarea rows={2} value={note} onChange={(event) => setNote(event.target.value)} maxLength={500} />
      </Field>
      <FormError>{summary}</FormError>
      <div className="flex gap-2">
        <Button type="submit" variant={outcome === 'stop' ? 'danger' : 'primary'} busy={busy}>
          {t(`reviews.${outcome}`)}
        </Button>
        <Button onClick={onClose}>{common('cancel')}</Button>
      </div>
    </form>
  );
}
