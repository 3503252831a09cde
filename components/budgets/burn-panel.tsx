'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { useCompact } from '@/components/explore/use-compact';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { TableScroll } from '@/components/ui/table-scroll';
import type { BudgetDays, BudgetRow } from '@/lib/budgets/budget-dto';
import { writeDay } from '@/lib/time/write';
import { useBudgetActions } from './actions-context';
import { percentText, shortAmount, unitSymbol } from './amounts';
import { burnModel } from './burn-model';
import { unwrap } from './unwrap';
import { useBudgetText } from './use-budget-text';

const BurnChart = dynamic(() => import('./burn-chart'), {
  ssr: false,
  loading: () => <Skeleton className="h-[280px] w-full opacity-40" />,
});

/** What is spent day by day against the limit: the chart, or the same figures as a table, and as CSV. */
export function BurnPanel({
  budget,
  day,
  initial,
  chooser,
}: {
  budget: BudgetRow;
  day: string | null;
  initial: BudgetDays;
  /** Chooses the period. */
  chooser: ReactNode;
}) {
  const { t, period } = useBudgetText();
  const { readDays } = useBudgetActions();
  const [display, setDisplay] = useState<'chart' | 'table'>('chart');
  const { data: burn } = useQuery({
    queryKey: ['budgets', 'days', budget.id, day],
    queryFn: () => unwrap(readDays(budget.id, day)),
    initialData: initial,
    refetchInterval: 60_000,
  });
  return (
    <Section
      title={t('burn.title')}
      note={[
        period(budget.period, burn.period),
        burn.user && t('burn.of', { user: burn.user.user.slice(0, 16) }),
      ]
        .filter(Boolean)
        .join(' · ')}
      actions={
        <>
          {chooser}
          {(['chart', 'table'] as const).map((choice) => (
            <Button
              key={choice}
              size="sm"
              variant="quiet"
              aria-pressed={display === choice}
              className={display === choice ? 'bg-accent-soft text-ink' : ''}
              onClick={() => setDisplay(choice)}
            >
              {t(`burn.${choice}`)}
            </Button>
          ))}
          <Button asChild size="sm">
            <a href={`/budgets/${budget.id}/days.csv${day ? `?day=${day}` : ''}`} download>
              {t('burn.csv')}
            </a>
          </Button>
        </>
      }
    >
      {display === 'chart' ? (
        <Chart budget={budget} burn={burn} />
      ) : (
        <DaysTable budget={budget} burn={burn} />
      )}
    </Section>
  );
}

function Chart({ budget, burn }: { budget: BudgetRow; burn: BudgetDays }) {
  const { t, locale, amount, action } = useBudgetText();
  const compact = useCompact();
  const model = burnModel(burn, budget.thresholds, {
    amount: (value) => amount(value, burn, burn.limit),
    shortDay: (value) => writeDay(value, 'short', locale),
    longDay: (value) => writeDay(value, 'weekday', locale),
    threshold: (threshold) => action(threshold.action),
    limit: t('burn.limit', { amount: amount(burn.limit, burn) }),
    ideal: t('burn.ideal'),
    forecast: (text) => t('burn.forecastOf', { amount: text }),
  });
  return (
    <BurnChart
      model={model}
      unit={unitSymbol(burn)}
      compact={compact}
      names={{ spent: t('figures.spent'), ideal: t('burn.ideal'), forecast: t('figures.forecast') }}
      label={t('burn.label', {
        spent: amount(burn.total, burn),
        limit: amount(burn.limit, burn),
        percent: percentText(budget.position.percent),
      })}
    />
  );
}

function DaysTable({ budget, burn }: { budget: BudgetRow; burn: BudgetDays }) {
  const { t, locale } = useBudgetText();
  const cell = (value: string | null) => (value === null ? '–' : shortAmount(value, budget, burn.limit));
  const columns = ['daySpent', 'cumulative', 'ideal', 'forecast'] as const;
  return (
    <TableScroll label={t('burn.title')} style={{ maxHeight: 420 }}>
      <table className="data-table">
        <caption className="sr-only">{t('burn.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('burn.day')}</th>
            {columns.map((key) => (
              <th key={key} scope="col" data-align="right">
                {t(`burn.columns.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {burn.days.map((day) => (
            <tr key={day.day}>
              <th scope="row" className="font-normal whitespace-nowrap">
                {writeDay(day.day, 'weekdayYear', locale)}
                {day.day === burn.today && <span className="text-xs text-ink2"> {t('burn.soFar')}</span>}
              </th>
              <td data-align="right">{cell(day.spent)}</td>
              <td data-align="right">{cell(day.cumulative)}</td>
              <td data-align="right" className="text-ink2">
                {cell(day.ideal)}
              </td>
              <td data-align="right" className="text-ink2">
                {cell(day.forecast)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
