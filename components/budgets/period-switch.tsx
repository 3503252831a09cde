'use client';

import { Button } from '@/components/ui/button';
import { BUDGET_PERIODS } from '@/lib/budgets/budget';
import type { BudgetRow } from '@/lib/budgets/budget-dto';
import type { PeriodChoice } from './tree-lines';
import { useBudgetText } from './use-budget-text';

/** Which budgets are shown, by their period: only the kinds that exist are offered. */
export function PeriodSwitch({
  budgets,
  value,
  onChange,
}: {
  budgets: readonly BudgetRow[];
  value: PeriodChoice;
  onChange: (choice: PeriodChoice) => void;
}) {
  const { t } = useBudgetText();
  const kinds = BUDGET_PERIODS.filter((kind) => budgets.some((one) => one.period === kind));
  if (kinds.length < 2 && value === 'all') return null;
  return (
    <fieldset className="flex flex-wrap gap-1 pb-3">
      <legend className="sr-only">{t('periods.label')}</legend>
      {(['all', ...kinds] as const).map((kind) => (
        <Button
          key={kind}
          size="sm"
          variant="quiet"
          aria-pressed={value === kind}
          className={value === kind ? 'bg-accent-soft text-ink' : ''}
          onClick={() => onChange(kind)}
        >
          {t(`periods.${kind}`)}
        </Button>
      ))}
    </fieldset>
  );
}
