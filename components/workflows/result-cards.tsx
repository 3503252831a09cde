'use client';

import Link from 'next/link';
import { cn } from '@/components/ui/cn';
import type { Currency } from '@/lib/money/currency';
import type { WorkflowResult } from '@/lib/outcomes/profit-and-loss';
import { StateMark } from './state-mark';
import { isLoss } from './totals';
import { useWorkflowText } from './use-workflow-text';

/** The same results on a phone: name and margin first, then the two amounts that make it. */
export function ResultCards({
  results,
  currency,
  hrefOf,
}: {
  results: readonly WorkflowResult[];
  currency: Currency;
  hrefOf: (result: WorkflowResult) => string;
}) {
  const { t, money, signed, count } = useWorkflowText(currency);
  return (
    <ul className="border-t">
      {results.map((result) => (
        <li key={result.workflow} className="border-b py-3">
          <div className="flex items-baseline justify-between gap-3">
            <Link href={hrefOf(result)} className="min-w-0 font-medium text-link">
              {result.label}
            </Link>
            <span
              className={cn(
                'whitespace-nowrap',
                result.margin !== null && (isLoss(result.margin) ? 'text-bad' : 'text-good'),
              )}
            >
              {signed(result.margin)}
            </span>
          </div>
          <div className="mt-0.5 flex items-baseline justify-between gap-3 text-xs text-ink2">
            <span className="min-w-0">
              {result.outcome && result.costPerOutcome !== null
                ? t('card.each', {
                    count: count(result.outcomes),
                    unit: result.outcome.unit,
                    cost: money(result.costPerOutcome),
                    worth: money(result.valuePerOutcome),
                  })
                : t('card.cost', { cost: money(result.effectiveCost.value) })}
            </span>
            <StateMark result={result} />
          </div>
        </li>
      ))}
    </ul>
  );
}
