'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Status, type Tone } from '@/components/ui/status';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import type { RaiseRequestDto } from '@/lib/budgets/budget-dto';
import { useBudgetActions } from './actions-context';
import { editable, percentText } from './amounts';
import { plainAmount } from './draft';
import { LimitField } from './limit-field';
import { useBudgetText } from './use-budget-text';
import { useRefresh } from './use-refresh';

const TONES: Record<RaiseRequestDto['state'], Tone> = {
  pending: 'warn',
  approved: 'good',
  declined: 'neutral',
  withdrawn: 'neutral',
  expired: 'neutral',
};

type Answer = 'approve' | 'amend' | 'decline';

/** One raise request: who asks for what, until when and why; the answer, or the buttons to answer it. */
export function RequestCard({
  request,
  timeZone,
  linked = true,
}: {
  request: RaiseRequestDto;
  timeZone: string;
  /** Names its budget as a link: everywhere but on the budget's own page. */
  linked?: boolean;
}) {
  const { t, amount, dayYear, instant } = useBudgetText();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const { budget } = request;
  const pending = request.state === 'pending';
  return (
    <li className="grid gap-2 border-b py-3.5" data-request={request.id}>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <p className="min-w-0 flex-1 basis-72">
          {linked && (
            <>
              <Link href={`/budgets/${budget.id}`} className="font-medium no-underline hover:underline">
                {budget.name}
              </Link>{' '}
            </>
          )}
          <span className={linked ? '' : 'font-medium'}>
            {t('raise.fromTo', {
              from: amount(request.baseLimit, budget),
              to: amount(request.requestedLimit, budget),
              each: t(`each.${budget.period}`),
              day: dayYear(request.requestedUntil),
            })}
          </span>
        </p>
        <Status tone={TONES[request.state]}>
          {request.inForce ? t('raise.states.inForce') : t(`raise.states.${request.state}`)}
        </Status>
      </div>
      <p>“{request.reason}”</p>
      <p className="text-xs text-ink2">
        {t('raise.askedBy', { name: request.requestedBy, time: instant(request.requestedAt, timeZone) })}
        {' · '}
        {t('raise.standsAt', { percent: percentText(request.percent) })}
      </p>
      {pending && request.wouldOverAllocate && request.canDecide && (
        <p className="text-xs text-warn">
          <span aria-hidden>○ </span>
          {t('raise.wouldOverAllocate')}
        </p>
      )}
      {request.decidedAt && request.decidedBy && (
        <p className="text-xs text-ink2">
          {t(`raise.decided.${request.state === 'declined' ? 'declined' : 'approved'}`, {
            name: request.decidedBy,
            time: instant(request.decidedAt, timeZone),
            limit: request.decidedLimit ? amount(request.decidedLimit, budget) : '',
            day: request.decidedUntil ? dayYear(request.decidedUntil) : '',
          })}
          {request.note && ` “${request.note}”`}
        </p>
      )}
      {pending && (request.canDecide || request.canWithdraw) && (
        <div className="flex flex-wrap gap-2 pt-1">
          {request.canDecide &&
            (['approve', 'amend', 'decline'] as const).map((kind) => (
              <Button
                key={kind}
                size="sm"
                variant={kind === 'approve' && answer === null ? 'primary' : 'secondary'}
                aria-expanded={answer === kind}
                aria-label={t(`raise.${kind}Of`, { name: budget.name })}
                onClick={() => setAnswer(answer === kind ? null : kind)}
              >
                {t(`raise.${kind}`)}
              </Button>
            ))}
          {/* Whoever decides declines; only those who ask take back. */}
          {request.canWithdraw && !request.canDecide && <Withdraw request={request} />}
        </div>
      )}
      {request.canEnd && <EndEarly request={request} />}
      {answer && (
        <AnswerForm key={answer} answer={answer} request={request} onClose={() => setAnswer(null)} />
      )}
    </li>
  );
}

function Withdraw({ request }: { request: RaiseRequestDto }) {
  const { t } = useBudgetText();
  const { withdrawRaise } = useBudgetActions();
  const refresh = useRefresh();
  const { submit, busy, explain } = useSubmit();
  async function withdraw() {
    const result = await submit(() => withdrawRaise(request.id));
    if (!result.ok) {
      toast.error(explain(result.error));
      return;
    }
    toast.success(t('raise.withdrawn'));
    await refresh();
  }
  return (
    <Button size="sm" busy={busy} onClick={() => void withdraw()}>
      {t('raise.withdraw')}
    </Button>
  );
}

function EndEarly({ request }: { request: RaiseRequestDto }) {
  const { t, amount } = useBudgetText();
  const { endRaise } = useBudgetActions();
  const refresh = useRefresh();
  const { submit, explain } = useSubmit();
  const { budget } = request;
  async function end(note: string): Promise<string | undefined> {
    const result = await submit(() => endRaise(request.id, note));
    if (!result.ok) return explain(result.error);
    toast.success(t('raise.endedDone'));
    await refresh();
    return undefined;
  }
  return (
    <div className="pt-1">
      <ConfirmDialog
        trigger={
          <Button size="sm" aria-label={t('raise.endOf', { name: budget.name })}>
            {t('raise.end')}
          </Button>
        }
        title={t('raise.endOf', { name: budget.name })}
        description={t('raise.endLead', { limit: amount(request.baseLimit, budget) })}
        confirmLabel={t('raise.end')}
        reason="required"
        onConfirm={end}
      />
    </div>
  );
}

function AnswerForm({
  answer,
  request,
  onClose,
}: {
  answer: Answer;
  request: RaiseRequestDto;
  onClose: () => void;
}) {
  const { t, amount, dayYear } = useBudgetText();
  const common = useTranslations('common');
  const { approveRaise, declineRaise } = useBudgetActions();
  const refresh = useRefresh();
  const { submit, busy, field, summary } = useSubmit();
  const [limit, setLimit] = useState(editable(request.requestedLimit));
  const [until, setUntil] = useState(request.requestedUntil);
  const [note, setNote] = useState('');

  async function decide(event: FormEvent) {
    event.preventDefault();
    const words = note.trim();
    const result = await submit(() =>
      answer === 'decline'
        ? declineRaise(request.id, words)
        : approveRaise({
            requestId: request.id,
            ...(answer === 'amend' && { limit: plainAmount(limit), until }),
            ...(words && { note: words }),
          }),
    );
    if (!result.ok) return;
    toast.success(t(answer === 'decline' ? 'raise.declinedDone' : 'raise.approvedDone'));
    onClose();
    await refresh();
  }

  return (
    <form onSubmit={decide} noValidate className="grid max-w-xl gap-3 border-l-2 border-line pl-4">
      {answer === 'approve' && (
        <p>
          {t('raise.approveLead', {
            limit: amount(request.requestedLimit, request.budget),
            day: dayYear(request.requestedUntil),
          })}
        </p>
      )}
      {answer === 'amend' && (
        <div className="grid gap-3 sm:grid-cols-2">
          <LimitField
            label={t('raise.limit')}
            value={limit}
            onChange={setLimit}
            of={request.budget}
            period={request.budget.period}
            error={field('limit')}
          />
          <Field label={t('raise.until')} error={field('until')}>
            <Input type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
          </Field>
        </div>
      )}
      <Field
        label={t('raise.note')}
        optional={answer === 'decline' ? undefined : common('optional')}
        error={field('note')}
      >
        <Textarea rows={2} value={note} onChange={(event) => setNote(event.target.value)} maxLength={500} />
      </Field>
      <FormError>{summary}</FormError>
      <div className="flex gap-2">
        <Button type="submit" variant={answer === 'decline' ? 'danger' : 'primary'} busy={busy}>
          {t(`raise.confirm.${answer}`)}
        </Button>
        <Button onClick={onClose}>{common('cancel')}</Button>
      </div>
    </form>
  );
}
