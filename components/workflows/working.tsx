'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { Status } from '@/components/ui/status';
import type { Currency } from '@/lib/money/currency';
import type { WorkflowResultDetail } from '@/lib/outcomes/dto';
import { costWorkingHref } from './explore-link';
import { type FigureKey, figureText, figureValue } from './figures';
import { useWorkflowText } from './use-workflow-text';

/** How a figure of a workflow's result is made: formula, what went in, the days, and what it leaves out. */
export function Working({
  figure,
  detail,
  currency,
}: {
  figure: FigureKey;
  detail: WorkflowResultDetail;
  currency: Currency;
}) {
  const text = useWorkflowText(currency);
  const { t, money, count, day } = text;
  const { result, period, timeZone, definition } = detail;
  const value = figureValue(result, figure);
  const unit = figure === 'outcomes' || figure === 'breakEven' || figure === 'rework' ? '' : currency;
  const inputs: [string, string, string | null][] = [
    ['outcomes', count(result.outcomes), result.outcomes],
    ['worth', money(result.outcomeValue), result.outcomeValue],
    ['cost', money(result.effectiveCost.value), result.effectiveCost.value],
    ['worthEach', money(result.valuePerOutcome), result.valuePerOutcome],
    ['costEach', money(result.costPerOutcome), result.costPerOutcome],
  ];
  return (
    <div className="grid gap-5" data-testid="working">
      <div>
        <p className="text-ink2">{t(`figures.${figure}`)}</p>
        <p className="font-serif text-[29px] leading-tight">{figureText(text, result, figure)}</p>
        {value !== null && (
          <p className="text-xs wrap-anywhere text-ink2">
            {t('working.exact', { value: `${value} ${unit}`.trim() })}
          </p>
        )}
      </div>
      <Part title={t('working.formula')}>
        <p>{t(`working.formulas.${figure}`)}</p>
        <dl className="mt-2 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
          {inputs.map(([key, shown, exact]) => (
            <div key={key} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-ink2">{t(`working.inputs.${key as 'outcomes'}`)}</dt>
              <dd className="text-right" title={exact ?? undefined} data-testid={`input-${key}`}>
                {shown}
              </dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part title={t('working.values')}>
        {definition && definition.values.length > 0 ? (
          <ul className="grid gap-1">
            {definition.values.slice(0, 5).map((one) => (
              <li key={one.id}>
                {t('values.line', {
                  amount: `${one.currency} ${trimmed(one.amount)}`,
                  rework: text.share(one.reworkShare),
                  from: day(one.validFrom),
                })}
                <span className="block text-xs text-ink2">{one.basis}</span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-ink2">{t('values.none')}</p>
        )}
      </Part>
      <Part title={t('working.days')}>
        <p>
          [{period.from}, {period.to}) <span className="text-ink2">{timeZone}</span>
        </p>
      </Part>
      <Part title={t('working.left')}>
        {result.unpricedTokens === '0' ? (
          <Status tone="good">{t('working.allPriced')}</Status>
        ) : (
          <Status tone="warn">{t('working.unpriced', { count: count(result.unpricedTokens) })}</Status>
        )}
        {detail.uncounted.map((one) => (
          <p key={one.outcome} className="mt-1 text-ink2">
            {t('working.uncounted', { outcome: one.outcome, count: count(one.count) })}
          </p>
        ))}
      </Part>
      <p>
        <Link href={costWorkingHref(result.workflow, period, currency)} className="text-link">
          {t('working.beneath')}
        </Link>
      </p>
    </div>
  );
}

/** An exact amount without the zeros at its end: `12.000000000000` as `12`. */
const trimmed = (amount: string): string => (amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount);

function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className="border-t pt-2">
      <h3 className="mb-1 font-medium">{title}</h3>
      {children}
    </div>
  );
}
