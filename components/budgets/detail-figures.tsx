'use client';

import { useState } from 'react';
import { FigureButton } from '@/components/explore/figure-button';
import { cn } from '@/components/ui/cn';
import { Sheet } from '@/components/ui/sheet';
import type { BudgetRow } from '@/lib/budgets/budget-dto';
import { isNegative, percentText } from './amounts';
import { BudgetBar } from './budget-bar';
import { useBudgetText } from './use-budget-text';
import { type FigureKey, Working } from './working';

const FIGURES = ['spent', 'reserved', 'remaining', 'forecast', 'limit'] as const;

/** The figures of a budget, each opening its own working. */
export function DetailFigures({ budget, timeZone }: { budget: BudgetRow; timeZone: string }) {
  const { t, amount } = useBudgetText();
  const [open, setOpen] = useState<FigureKey | null>(null);
  const { position } = budget;
  return (
    <section aria-label={t('detail.figures')}>
      <div className="grid grid-cols-2 gap-x-6 gap-y-4 border-t border-ink pt-3 pb-4 sm:grid-cols-[minmax(0,1.5fr)_repeat(4,minmax(0,1fr))]">
        {FIGURES.map((key, index) => {
          const value = position[key];
          const text = value === null ? t('unknown') : amount(value, budget, position.limit);
          return (
            <div key={key} className={cn('min-w-0', index === 0 && 'max-sm:col-span-2')}>
              <p className="text-xs text-ink2">
                {t(budget.users && key === 'spent' ? 'figures.mostSpent' : `figures.${key}`)}
              </p>
              <FigureButton
                label={t('detail.explain', { figure: `${t(`figures.${key}`)} ${text}` })}
                onOpen={() => setOpen(key)}
                title={value ?? undefined}
                className={cn(
                  'mt-1 max-w-full truncate font-serif tracking-[-0.01em]',
                  index === 0 ? 'text-[32px] leading-[1.15]' : 'text-[21px]',
                  value !== null && isNegative(value) && 'text-bad',
                )}
              >
                <span data-testid={`figure-${key}`} data-value={value ?? ''}>
                  {text}
                </span>
              </FigureButton>
              {key === 'forecast' && position.forecastPercent && (
                <p className="mt-1 text-xs text-ink2">
                  {t('ofLimit', { percent: percentText(position.forecastPercent) })}
                </p>
              )}
            </div>
          );
        })}
      </div>
      <BudgetBar budget={budget} wide />
      <p className="pt-1.5 text-xs text-ink2">
        {t('barLabel', {
          spent: percentText(position.percent),
          elapsed: percentText(position.elapsedPercent),
        })}
      </p>
      <Sheet
        open={open !== null}
        onOpenChange={(stays) => !stays && setOpen(null)}
        title={t('working.title')}
      >
        {open && <Working figure={open} budget={budget} timeZone={timeZone} />}
      </Sheet>
    </section>
  );
}
