'use client';

import type { ReactNode } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import type { Currency } from '@/lib/money/currency';
import type { WorkflowResult } from '@/lib/outcomes/profit-and-loss';
import { compareAmounts, resultTotals } from './totals';
import { useWorkflowText } from './use-workflow-text';

/** How many workflows are worth more than they cost, in one sentence, and the largest loss beneath. */
export function ResultsHeadline({
  results,
  currency,
  period,
  running,
  bar,
  actions,
}: {
  results: readonly WorkflowResult[];
  currency: Currency;
  /** In words. */
  period: string;
  running: boolean;
  bar: ReactNode;
  actions: ReactNode;
}) {
  const { t, money, unsigned } = useWorkflowText(currency);
  const totals = resultTotals(results);
  const key = results.length === 0 ? 'none' : totals.judged === 0 ? 'unjudged' : 'judged';
  return (
    <PageHeader
      bar={bar}
      actions={actions}
      title={t(`sentence.${key}`, {
        profitable: totals.profitable,
        judged: totals.judged,
        total: results.length,
        period,
        running: running ? 'yes' : 'no',
        worth: money(totals.worth),
        cost: money(totals.cost),
      })}
      sub={results.length > 0 && <p>{notes().join(' ')}</p>}
    />
  );

  function notes(): string[] {
    const worst = [...results]
      .filter(({ profitable }) => profitable === false)
      .sort((a, b) => compareAmounts(a.margin, b.margin))[0];
    return [
      worst?.outcome &&
        t('sentence.worst', {
          workflow: worst.label,
          unit: worst.outcome.unit,
          cost: money(worst.costPerOutcome),
          worth: money(worst.valuePerOutcome),
          loss: unsigned(worst.margin ?? '0'),
        }),
      totals.notJudged > 0 &&
        t('sentence.others', { count: totals.notJudged, cost: money(totals.costElsewhere) }),
    ].filter((note): note is string => Boolean(note));
  }
}
