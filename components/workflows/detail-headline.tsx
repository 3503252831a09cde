'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import type { Currency } from '@/lib/money/currency';
import type { WorkflowResultDetail } from '@/lib/outcomes/dto';
import { isLoss } from './totals';
import { useWorkflowText } from './use-workflow-text';

/** What one outcome cost and was worth, in one sentence; or why that cannot be said and what to do. */
export function DetailHeadline({
  detail,
  currency,
  period,
  chooser,
}: {
  detail: WorkflowResultDetail;
  currency: Currency;
  /** In words. */
  period: string;
  chooser: ReactNode;
}) {
  const { t, money, unsigned, teamsText } = useWorkflowText(currency);
  const { result } = detail;
  const key = result.gap ?? (isLoss(result.margin) ? 'loses' : result.profitable ? 'pays' : 'even');
  return (
    <PageHeader
      bar={
        <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link href="/workflows" className="text-link">
            {t('detail.back')}
          </Link>
          <b>{result.label}</b>
          {chooser}
        </span>
      }
      title={t(`detail.sentence.${key}`, {
        label: result.label,
        unit: result.outcome?.unit ?? '',
        cost: money(result.costPerOutcome),
        total: money(result.effectiveCost.value),
        worth: money(result.valuePerOutcome),
        margin: unsigned(result.margin ?? '0'),
        period,
      })}
      sub={
        <p>
          {[
            teamsText(result.teams),
            result.outcome && t('detail.vouched', { name: result.outcome.vouchedBy }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      }
    />
  );
}
