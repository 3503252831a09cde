'use client';

import { Status, type Tone } from '@/components/ui/status';
import type { ThresholdActionKind } from '@/lib/budgets/budget';
import type { BudgetRow, ThresholdReached } from '@/lib/budgets/budget-dto';
import { useBudgetText } from './use-budget-text';

const TONES: Record<ThresholdActionKind, Tone> = {
  notify: 'info',
  warn: 'warn',
  throttle: 'warn',
  downgrade: 'warn',
  block: 'bad',
  executive_review: 'bad',
};

/** Each threshold with what it does and when it was reached in the period shown. */
export function ThresholdList({
  budget,
  reached,
  timeZone,
}: {
  budget: BudgetRow;
  reached: readonly ThresholdReached[];
  timeZone: string;
}) {
  const { t, action, instant } = useBudgetText();
  const { from } = budget.position.period;
  return (
    <ul>
      {budget.thresholds.map((threshold) => {
        const events = reached.filter((one) => one.percent === threshold.percent && one.periodFrom === from);
        const first = events.at(-1);
        return (
          <li
            key={threshold.percent}
            className="grid grid-cols-[56px_1fr_auto] items-baseline gap-3 border-b py-2"
          >
            <span className="font-medium">{threshold.percent} %</span>
            <span className="text-ink2">{action(threshold.action)}</span>
            {first ? (
              <Status tone={TONES[threshold.action.kind]}>
                {budget.users
                  ? t('detail.reachedUsers', { count: events.length })
                  : t('detail.reachedAt', { time: instant(first.at, timeZone) })}
              </Status>
            ) : (
              <span className="text-xs text-ink3">{t('detail.notReached')}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Every threshold ever reached, newest first. */
export function ReachedTable({
  reached,
  budget,
  timeZone,
}: {
  reached: readonly ThresholdReached[];
  budget: BudgetRow;
  timeZone: string;
}) {
  const { t, amount, instant, action } = useBudgetText();
  if (reached.length === 0) return <p className="text-ink2">{t('detail.noneReached')}</p>;
  return (
    <ul>
      {reached.map((one) => (
        <li
          key={`${one.percent}${one.periodFrom}${one.user}`}
          className="grid gap-x-4 gap-y-0.5 border-b py-2 sm:grid-cols-[150px_64px_1fr_auto]"
        >
          <span className="text-ink2">{instant(one.at, timeZone)}</span>
          <span className="font-medium">{one.percent} %</span>
          <span>
            {one.action ? action(one.action) : t('detail.removed')}
            {one.user && <code className="ml-2 text-xs text-ink2">{one.user}</code>}
            <span className="ml-2 text-xs text-ink2">{t(`causes.${one.cause}`)}</span>
          </span>
          <span className="sm:text-right">
            {t('spentOf', { spent: amount(one.spent, budget), limit: amount(one.limit, budget) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
