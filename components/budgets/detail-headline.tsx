'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import type { BudgetRow } from '@/lib/budgets/budget-dto';
import { useBudgetText } from './use-budget-text';

/** Where one budget stands, in one sentence. */
export function DetailHeadline({ budget, actions }: { budget: BudgetRow; actions: ReactNode }) {
  const { t, amount, period, place, day, dayYear } = useBudgetText();
  const { position, raise, users } = budget;
  const values = {
    name: place(budget.scope, budget.names),
    spent: amount(users ? users.total : position.spent, budget, position.limit),
    limit: amount(position.limit, budget),
    period: period(budget.period, position.period),
    day: position.exhaustedOn ? day(position.exhaustedOn) : '',
    count: users?.users ?? 0,
  };
  const lead = t(users ? 'detail.leadUsers' : 'detail.lead', values);
  const key = position.state === 'will_exceed' && position.exhaustedOn ? 'will_exceed_on' : position.state;
  const facts = [
    t(`kinds.${budget.period}`),
    budget.owner && t('detail.ownedBy', { name: budget.owner.name }),
    raise && t('raisedUntil', { limit: amount(raise.limit, budget), day: dayYear(raise.until) }),
    budget.archivedAt && t('detail.archived', { day: dayYear(budget.archivedAt.slice(0, 10)) }),
  ].filter(Boolean);
  return (
    <PageHeader
      bar={
        <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link href="/budgets" className="text-link">
            {t('detail.back')}
          </Link>
          <b>{budget.name}</b>
          <span>{period(budget.period, position.period)}</span>
        </span>
      }
      actions={actions}
      title={t(`detail.tail.${key}`, { ...values, lead })}
      sub={<p>{facts.join(' · ')}</p>}
    />
  );
}
