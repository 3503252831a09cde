'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import type { PlanDto } from '@/lib/forecasting/plan';
import type { PlanResult } from '@/lib/forecasting/plan-result';
import { toChartNumber } from '@/lib/money/format';
import { type Money, subtractMoney, ZERO } from '@/lib/money/money';
import { addMonths } from '@/lib/time/days';
import { writeDay } from '@/lib/time/write';
import { usePlanMoney } from './use-plan-money';

/** Each month of the plan against what the envelope leaves for it, drawn and said. */
export function MonthsTable({ plan, result }: { plan: PlanDto; result: PlanResult }) {
  const t = useTranslations('forecast.plan.months');
  const locale = useLocale();
  const money = usePlanMoney(plan);
  const { months, plan: whole, withMeasures, envelope, remaining } = result.reconciliation;
  const hasEnvelope = result.available !== null;
  const top = Math.max(
    1,
    ...months.map((one) => toChartNumber(one.plan)),
    toChartNumber(result.available ?? ZERO),
  );
  const share = (amount: Money) => `${Math.max(0, Math.min(100, (toChartNumber(amount) / top) * 100))}%`;
  return (
    <Section title={t('title')}>
      <TableScroll label={t('title')}>
        <table className="data-table">
          <caption className="sr-only">{t('title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('month')}</th>
              <td aria-hidden className="max-sm:hidden" />
              {(['plan', 'with', ...(hasEnvelope ? (['envelope', 'room'] as const) : [])] as const).map(
                (column) => (
                  <th key={column} scope="col" data-align="right">
                    {t(column)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {months.map((one) => (
              <tr key={one.month}>
                <td className="whitespace-nowrap">
                  {writeDay(addMonths(plan.from, one.month), 'shortMonth', locale)}
                </td>
                <td aria-hidden className="w-[32%] max-sm:hidden">
                  <span className="relative block h-3.5">
                    <span
                      className="absolute inset-y-[5px] left-0 bg-line-strong/50"
                      style={{ width: share(one.plan) }}
                    />
                    <span
                      className="absolute inset-y-[2px] left-0 bg-c3/70"
                      style={{ width: share(one.withMeasures) }}
                    />
                    {hasEnvelope && (
                      <span
                        className="absolute inset-y-0 w-0.5 bg-warn"
                        style={{ left: share(one.envelope) }}
                      />
                    )}
                  </span>
                </td>
                <td data-align="right">{money(one.plan)}</td>
                <td data-align="right">{money(one.withMeasures)}</td>
                {hasEnvelope && (
                  <>
                    <td data-align="right">{money(one.envelope)}</td>
                    <Against over={one.over} money={money} />
                  </>
                )}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="font-medium">
              <td>{t('total')}</td>
              <td aria-hidden className="max-sm:hidden" />
              <td data-align="right">{money(whole)}</td>
              <td data-align="right">{money(withMeasures)}</td>
              {hasEnvelope && (
                <>
                  <td data-align="right">{money(envelope)}</td>
                  <Against over={remaining} money={money} />
                </>
              )}
            </tr>
          </tfoot>
        </table>
      </TableScroll>
    </Section>
  );
}

function Against({ over, money }: { over: Money; money: (amount: Money) => string }) {
  const t = useTranslations('forecast.plan.months');
  return (
    <td data-align="right" className={over > 0n ? 'text-bad' : ''}>
      {over > 0n
        ? t('over', { amount: money(over) })
        : t('left', { amount: money(subtractMoney(ZERO, over)) })}
    </td>
  );
}
