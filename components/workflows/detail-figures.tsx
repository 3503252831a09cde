'use client';

import { useState } from 'react';
import { FigureButton } from '@/components/explore/figure-button';
import { cn } from '@/components/ui/cn';
import { Sheet } from '@/components/ui/sheet';
import type { Currency } from '@/lib/money/currency';
import type { WorkflowResultDetail } from '@/lib/outcomes/dto';
import { type FigureKey, figureText, figureValue, JUDGED_FIGURES, UNDEFINED_FIGURES } from './figures';
import { isLoss } from './totals';
import { useWorkflowText } from './use-workflow-text';
import { Working } from './working';

/** The figures of a workflow's result, each opening its working, with the period before beneath. */
export function DetailFigures({ detail, currency }: { detail: WorkflowResultDetail; currency: Currency }) {
  const text = useWorkflowText(currency);
  const { t } = text;
  const [open, setOpen] = useState<FigureKey | null>(null);
  const { result, previous } = detail;
  return (
    <section aria-label={t('detail.figures')}>
      <div className="grid grid-cols-2 gap-x-6 gap-y-4 border-t border-ink pt-3 pb-4 sm:grid-cols-[minmax(0,1.5fr)_repeat(5,minmax(0,1fr))]">
        {(result.outcome ? JUDGED_FIGURES : UNDEFINED_FIGURES).map((key, index) => {
          const value = figureValue(result, key);
          const shown = figureText(text, result, key);
          return (
            <div key={key} className={cn('min-w-0', index === 0 && 'max-sm:col-span-2')}>
              <p className="text-xs text-ink2">{t(`figures.${key}`)}</p>
              <FigureButton
                label={t('detail.explain', { figure: `${t(`figures.${key}`)} ${shown}` })}
                onOpen={() => setOpen(key)}
                title={value ?? undefined}
                className={cn(
                  'mt-1 max-w-full truncate font-serif tracking-[-0.01em]',
                  index === 0 ? 'text-[32px] leading-[1.15]' : 'text-[21px]',
                  key === 'margin' && isLoss(value) && 'text-bad',
                )}
              >
                <span data-testid={`figure-${key}`} data-value={value ?? ''}>
                  {shown}
                </span>
              </FigureButton>
              <p className="mt-1 text-xs text-ink2">
                {figureValue(previous, key) !== null &&
                  t('detail.before', { figure: figureText(text, previous, key) })}
              </p>
            </div>
          );
        })}
      </div>
      <Sheet
        open={open !== null}
        onOpenChange={(stays) => !stays && setOpen(null)}
        title={t('working.title')}
      >
        {open && <Working figure={open} detail={detail} currency={currency} />}
      </Sheet>
    </section>
  );
}
