'use client';

import type { ReactNode } from 'react';
import type { BudgetRow } from '@/lib/budgets/budget-dto';
import { FX_SCALE, parseFxRate } from '@/lib/money/currency';
import { formatMoney } from '@/lib/money/format';
import { type Money, moneyOf, parseMoney } from '@/lib/money/money';
import { divideHalfEven } from '@/lib/money/rounding';
import { isZero, percentText } from './amounts';
import { useBudgetText } from './use-budget-text';

export type FigureKey = 'spent' | 'reserved' | 'remaining' | 'forecast' | 'limit';

/** How a figure of a budget is made: formula, what went in, the rate, the period, and what it leaves out. */
export function Working({
  figure,
  budget,
  timeZone,
}: {
  figure: FigureKey;
  budget: BudgetRow;
  timeZone: string;
}) {
  const { t, amount, place, period } = useBudgetText();
  const { position } = budget;
  const value = position[figure];
  return (
    <div className="grid gap-5" data-testid="working">
      <div>
        <p className="text-ink2">{t(`figures.${figure}`)}</p>
        <p className="font-serif text-[29px] leading-tight">
          {value === null ? t('unknown') : amount(value, budget)}
        </p>
        {value !== null && (
          <p className="text-xs wrap-anywhere text-ink2">
            {t('working.exact', { value: `${value} ${budget.currency ?? ''}`.trim() })}
          </p>
        )}
      </div>
      <Part title={t('working.formula')}>
        <p>{t(`working.formulas.${figure}`)}</p>
        <Inputs figure={figure} budget={budget} />
      </Part>
      <Part title={t('working.counted')}>
        <ul className="grid gap-1">
          <li>{place(budget.scope, budget.names)}</li>
          <li>
            {period(budget.period, position.period)}{' '}
            <span className="text-ink2">
              {timeZone} · [{position.period.from}, {position.period.to})
            </span>
          </li>
          <li className="text-ink2">{t('working.truth')}</li>
        </ul>
      </Part>
      {budget.planRate !== null && budget.currency !== null && (
        <Part title={t('working.rate')}>
          <p>{t('working.planRate', { rate: trimmed(budget.planRate), currency: budget.currency })}</p>
          {value !== null && (
            <p className="text-ink2">
              {t('working.ledger', { amount: formatMoney(ledgerOf(value, budget.planRate), 'USD') })}
            </p>
          )}
        </Part>
      )}
      <Part title={t('working.left')}>
        <p className={isZero(position.unpricedTokens) ? 'text-ink2' : 'text-warn'}>
          {isZero(position.unpricedTokens)
            ? t('working.allPriced')
            : t('working.unpriced', {
                count: amount(position.unpricedTokens, { unit: 'tokens', currency: null }),
              })}
        </p>
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h3 className="mb-1.5 border-t border-line pt-2 text-xs text-ink2">{title}</h3>
      {children}
    </section>
  );
}

const INPUTS: Record<FigureKey, readonly FigureKey[]> = {
  spent: ['spent', 'limit'],
  reserved: ['reserved'],
  remaining: ['limit', 'spent', 'reserved', 'remaining'],
  forecast: ['spent', 'forecast', 'limit'],
  limit: ['limit'],
};

function Inputs({ figure, budget }: { figure: FigureKey; budget: BudgetRow }) {
  const { t, amount, dayYear } = useBudgetText();
  const { position, raise } = budget;
  const rows: [string, string][] = INPUTS[figure].map((key) => {
    const value = position[key];
    return [t(`figures.${key}`), value === null ? t('unknown') : amount(value, budget)];
  });
  if (figure === 'spent' || figure === 'forecast')
    rows.push([t('working.elapsed'), percentText(position.elapsedPercent)]);
  if (figure === 'limit') {
    rows.push([t('working.base'), amount(budget.limit, budget)]);
    if (raise) rows.push([t('working.raise'), `${amount(raise.limit, budget)} · ${dayYear(raise.until)}`]);
  }
  return (
    <dl className="mt-1.5 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
      {rows.map(([name, text]) => (
        <div key={name} className="contents">
          <dt className="text-ink2">{name}</dt>
          <dd className="text-right">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

const trimmed = (rate: string): string => rate.replace(/0+$/, '').replace(/\.$/, '');

/** The ledger's US dollars behind an amount at the plan rate, for reading. */
const ledgerOf = (amount: string, planRate: string): Money =>
  moneyOf(divideHalfEven(parseMoney(amount) * 10n ** BigInt(FX_SCALE), parseFxRate(planRate)));
