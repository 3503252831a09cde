'use client';

import { DefinitionPanel } from '@/components/workflows/definition-panel';
import { DetailFigures } from '@/components/workflows/detail-figures';
import { DetailHeadline } from '@/components/workflows/detail-headline';
import { type Choice, PeriodSelect } from '@/components/workflows/period-select';
import { TrendPanel } from '@/components/workflows/trend-panel';
import { usePeriodName } from '@/components/workflows/use-workflow-text';
import { ValuesPanel } from '@/components/workflows/values-panel';
import type { Currency } from '@/lib/money/currency';
import type { WorkflowResultDetail } from '@/lib/outcomes/dto';

interface WorkflowClientProps {
  detail: WorkflowResultDetail;
  currency: Currency;
  choice: Choice;
  choices: readonly Choice[];
  today: string;
}

/** One workflow: its sentence, its figures with their working, the trend, what counts, and what was recorded. */
export function WorkflowClient({ detail, currency, choice, choices, today }: WorkflowClientProps) {
  const nameOf = usePeriodName();
  const { result, definition, timeZone } = detail;
  const path = `/workflows/${encodeURIComponent(result.workflow)}`;
  return (
    <>
      <DetailHeadline
        detail={detail}
        currency={currency}
        period={nameOf(choice)}
        chooser={<PeriodSelect choices={choices} value={choice.value} path={path} />}
        actions={null}
      />
      <DetailFigures detail={detail} currency={currency} />
      <TrendPanel
        trend={detail.trend}
        currency={currency}
        running={today.slice(0, 7)}
        csvHref={`${path}/months.csv?period=${choice.value}`}
      />
      <DefinitionPanel
        definition={definition}
        currency={currency}
        timeZone={timeZone}
        actions={null}
        define={null}
      />
      {definition && (
        <ValuesPanel definition={definition} currency={currency} timeZone={timeZone} actions={null} />
      )}
    </>
  );
}
