'use client';

import { Status } from '@/components/ui/status';
import type { BudgetPosition } from '@/lib/budgets/budget-dto';
import { STATE_TONES } from './states';
import { useBudgetText } from './use-budget-text';

/** How a budget stands: by word, shape and colour; below it the threshold it has passed. */
export function StateMark({ position, stacked = true }: { position: BudgetPosition; stacked?: boolean }) {
  const { t, state } = useBudgetText();
  const { reached } = position;
  return (
    <span className={stacked ? 'inline-grid justify-items-end' : 'inline-flex flex-wrap gap-x-2'}>
      <Status tone={STATE_TONES[position.state]}>{state(position)}</Status>
      {reached && position.state !== 'blocked' && (
        <span className="text-xs whitespace-nowrap text-ink2">
          {t('passed', { percent: reached.percent })}
        </span>
      )}
    </span>
  );
}
