'use client';

import type { BudgetRow } from '@/lib/budgets/budget-dto';
import { barPercent, percentText } from './amounts';
import { PaceBar } from './pace-bar';
import { barTone } from './states';
import { useBudgetText } from './use-budget-text';

/** The bar of a budget with its percent; the tick is the time that has passed. */
export function BudgetBar({ budget, wide }: { budget: Pick<BudgetRow, 'position'>; wide?: boolean }) {
  const { t } = useBudgetText();
  const { position } = budget;
  const label = t('barLabel', {
    spent: percentText(position.percent),
    elapsed: percentText(position.elapsedPercent),
  });
  return (
    <div className="flex items-center gap-2.5">
      <PaceBar
        spent={barPercent(position.spent, position.limit)}
        reserved={barPercent(position.reserved, position.limit)}
        elapsed={Number(position.elapsedPercent)}
        tone={barTone(position)}
        label={label}
        className={wide ? 'h-[7px] flex-1' : 'min-w-20 flex-1'}
      />
      <span aria-hidden className="w-[52px] shrink-0 text-right whitespace-nowrap">
        {percentText(position.percent)}
      </span>
    </div>
  );
}
