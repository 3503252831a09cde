'use client';

import type { BudgetRow } from '@/lib/budgets/budget-dto';
import { shortAmount } from './amounts';
import { useBudgetText } from './use-budget-text';

/** The limit in force; for whoever may edit it, the way into the editor beneath the row. */
export function LimitFigure({
  budget,
  open,
  onEdit,
}: {
  budget: BudgetRow;
  open: boolean;
  onEdit: (budgetId: string | null) => void;
}) {
  const { t, amount, place } = useBudgetText();
  const text = shortAmount(budget.position.limit, budget, budget.position.limit);
  if (!budget.can.edit) return <>{text}</>;
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-label={t('edit.open', {
        name: place(budget.scope, budget.names),
        limit: amount(budget.position.limit, budget),
      })}
      onClick={() => onEdit(open ? null : budget.id)}
      className="border-b border-dotted border-mark whitespace-nowrap hover:border-solid hover:border-ink"
    >
      {text}
    </button>
  );
}
