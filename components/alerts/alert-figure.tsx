'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { AlertFacts, BudgetFacts } from '@/lib/alerts/alert';
import { isCurrency } from '@/lib/money/currency';
import { formatCount, formatMoney, formatShare } from '@/lib/money/format';
import { parseMoney } from '@/lib/money/money';
import { writeDay } from '@/lib/time/write';

/** The one figure of an alert, set right: how full the budget is, or what the limit becomes. */
export function AlertFigure({ facts }: { facts: AlertFacts }) {
  const t = useTranslations('alerts');
  const locale = useLocale();
  const amount = (budget: BudgetFacts, text: string): string =>
    budget.currency !== null && isCurrency(budget.currency)
      ? formatMoney(text, budget.currency)
      : t('text.tokens', { count: formatCount(text.split('.')[0] ?? text) });

  switch (facts.kind) {
    case 'budget_threshold':
    case 'executive_review':
      return (
        <Figure
          figure={formatShare(parseMoney(facts.spent), parseMoney(facts.limit))}
          note={t('inbox.amount', { limit: amount(facts.budget, facts.limit) })}
        />
      );
    case 'raise_requested':
    case 'raise_decided':
    case 'raise_expired':
      return (
        <Figure
          figure={amount(facts.budget, facts.to)}
          note={t('inbox.until', { date: writeDay(facts.until, 'medium', locale) })}
        />
      );
    default:
      return null;
  }
}

const Figure = ({ figure, note }: { figure: string; note: string }) => (
  <div className="shrink-0 sm:text-right">
    <span className="figure whitespace-nowrap">{figure}</span>
    <span className="ml-2 text-xs text-ink2 sm:ml-0 sm:block">{note}</span>
  </div>
);
