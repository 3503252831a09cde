'use client';

import { cn } from '@/components/ui/cn';
import { Skeleton } from '@/components/ui/skeleton';
import type { BudgetPeriodKind } from '@/lib/budgets/budget';
import type { BudgetPreview } from '@/lib/budgets/budget-dto';
import type { PreviewBudgetInput } from '@/lib/budgets/budget-input';
import { formatCount } from '@/lib/money/format';
import { percentText } from './amounts';
import { type BudgetText, useBudgetText } from './use-budget-text';
import { usePreview } from './use-preview';

/** What the draft would have done to real calls of the last whole period. */
export function PreviewPanel({ draft, className }: { draft: PreviewBudgetInput | null; className?: string }) {
  const text = useBudgetText();
  const { t } = text;
  const { data, isFetching, isPlaceholderData } = usePreview(draft);
  return (
    <section
      aria-label={t('preview.title')}
      aria-live="polite"
      aria-busy={isFetching}
      data-testid="budget-preview"
      className={cn('grid content-start gap-2', className)}
    >
      <h2 className="text-xs text-ink2">{t('preview.title')}</h2>
      {draft === null ? (
        <p className="text-ink2">{t('preview.needsAmount')}</p>
      ) : data ? (
        <div className={cn('grid gap-2', isPlaceholderData && 'opacity-60')}>
          <p className="max-w-[26em] font-serif text-[19px] leading-snug">
            {sentence(text, data, draft.period)}
          </p>
          <Working preview={data} period={draft.period} />
        </div>
      ) : data === null ? (
        <p className="text-ink2">{t('preview.none')}</p>
      ) : (
        <>
          <Skeleton className="h-5 w-full" />
          <Skeleton className="h-5 w-2/3" />
        </>
      )}
    </section>
  );
}

function sentence({ t, period, day }: BudgetText, preview: BudgetPreview, kind: BudgetPeriodKind): string {
  const values = {
    period: period(kind, preview.period),
    calls: formatCount(preview.blockedCalls),
    day: preview.firstBlockedOn ? day(preview.firstBlockedOn) : '',
    blocked: preview.users?.blocked ?? 0,
    counted: preview.users?.counted ?? 0,
  };
  if (preview.calls === '0') return t('preview.noUse', values);
  if (preview.blockedCalls === '0')
    return t(preview.users ? 'preview.passesUsers' : 'preview.passes', values);
  return t(preview.users ? 'preview.blocksUsers' : 'preview.blocks', values);
}

function Working({ preview, period }: { preview: BudgetPreview; period: BudgetPeriodKind }) {
  const text = useBudgetText();
  const { t, amount, action, day } = text;
  const reached = preview.thresholds.map((one) => ({
    ...one,
    words: one.reachedOn
      ? one.users !== null && one.users > 0
        ? t('preview.reachedUsers', { day: day(one.reachedOn), users: one.users })
        : t('preview.reachedOn', { day: day(one.reachedOn) })
      : t('preview.notReached'),
  }));
  return (
    <>
      <p className="text-ink2">
        {t('preview.used', {
          spent: amount(preview.spent, preview),
          percent: percentText(preview.percent),
          calls: formatCount(preview.calls),
        })}{' '}
        {preview.blockedCalls !== '0' &&
          t('preview.worth', { amount: amount(preview.blockedAmount, preview) })}{' '}
        {preview.unpricedCalls !== '0' &&
          t('preview.unpriced', { calls: formatCount(preview.unpricedCalls) })}
      </p>
      <table className="w-full text-xs">
        <caption className="sr-only">
          {t('preview.thresholds', { period: text.period(period, preview.period) })}
        </caption>
        <tbody>
          {reached.map((one) => (
            <tr key={one.percent}>
              <th scope="row" className="w-14 py-0.5 text-left font-normal">
                {one.percent} %
              </th>
              <td className="py-0.5 text-ink2">{action(one.action)}</td>
              <td className={cn('py-0.5 text-right', one.reachedOn ? '' : 'text-ink2')}>{one.words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
