'use client';

import type { ReactNode } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Status } from '@/components/ui/status';
import { toast } from '@/components/ui/toast';
import type { BudgetRow } from '@/lib/budgets/budget-dto';
import { useBudgetActions } from './actions-context';
import { useBudgetText } from './use-budget-text';
import { useRefresh } from './use-refresh';

/** Who answers for a budget, when the work should stop, when someone looks again, and what the gate does unsure. */
export function Rules({ budget }: { budget: BudgetRow }) {
  const { t, dayYear } = useBudgetText();
  const facts: [string, ReactNode][] = [
    [t('edit.owner'), budget.owner?.name ?? <span className="text-warn">{t('detail.noOwner')}</span>],
    [
      t('edit.stopCondition'),
      budget.stopCondition ?? <span className="text-ink2">{t('detail.noStop')}</span>,
    ],
    [
      t('edit.reviewOn'),
      <span key="review" className="inline-flex flex-wrap items-center gap-2">
        {dayYear(budget.reviewOn)}
        {budget.reviewDue && <Status tone="warn">{t('reviewDue')}</Status>}
        {budget.can.edit && !budget.archivedAt && <Reviewed budget={budget} />}
      </span>,
    ],
    [t('edit.whenUnavailable'), t(`edit.${budget.whenUnavailable}_`)],
    [t('edit.whenUnpriced'), t(`edit.${budget.whenUnpriced}`)],
    ...(budget.planRate && budget.currency
      ? [
          [
            t('working.rate'),
            t('working.planRate', {
              rate: budget.planRate.replace(/0+$/, '').replace(/\.$/, ''),
              currency: budget.currency,
            }),
          ] as [string, ReactNode],
        ]
      : []),
  ];
  return (
    <dl className="grid">
      {facts.map(([label, value]) => (
        <div key={label} className="grid grid-cols-[minmax(0,40%)_1fr] gap-3 border-b py-2">
          <dt className="text-ink2">{label}</dt>
          <dd className="min-w-0 wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Someone looked at the limit and found it right: the next review is a quarter ahead. */
function Reviewed({ budget }: { budget: BudgetRow }) {
  const { t } = useBudgetText();
  const { review } = useBudgetActions();
  const refresh = useRefresh();
  const { submit, busy, explain } = useSubmit();
  async function done() {
    const result = await submit(() => review(budget.id));
    if (!result.ok) {
      toast.error(explain(result.error));
      return;
    }
    toast.success(t('detail.reviewedDone'));
    await refresh();
  }
  return (
    <Button size="sm" busy={busy} onClick={() => void done()}>
      {t('detail.reviewed')}
    </Button>
  );
}
