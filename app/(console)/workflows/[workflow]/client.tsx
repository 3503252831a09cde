'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ArchiveOutcome } from '@/components/workflows/archive-outcome';
import { CorrectDialog } from '@/components/workflows/correct-dialog';
import { DefinitionDialog } from '@/components/workflows/definition-dialog';
import { DefinitionPanel } from '@/components/workflows/definition-panel';
import { DetailFigures } from '@/components/workflows/detail-figures';
import { DetailHeadline } from '@/components/workflows/detail-headline';
import { EnterDialog } from '@/components/workflows/enter-dialog';
import { EntriesPanel } from '@/components/workflows/entries-panel';
import { type Choice, PeriodSelect } from '@/components/workflows/period-select';
import { TrendPanel } from '@/components/workflows/trend-panel';
import { usePeriodName, useWorkflowText } from '@/components/workflows/use-workflow-text';
import { ValueDialog } from '@/components/workflows/value-dialog';
import { ValuesPanel } from '@/components/workflows/values-panel';
import type { Currency } from '@/lib/money/currency';
import type { OutcomePage, OutcomeRow, WorkflowResultDetail } from '@/lib/outcomes/dto';

interface WorkflowClientProps {
  detail: WorkflowResultDetail;
  entries: OutcomePage;
  currency: Currency;
  choice: Choice;
  choices: readonly Choice[];
  today: string;
}

type Open = 'define' | 'value' | 'enter' | null;

/** One workflow: its sentence, its figures with their working, the trend, what counts, and what was recorded. */
export function WorkflowClient({ detail, entries, currency, choice, choices, today }: WorkflowClientProps) {
  const { t } = useWorkflowText(currency);
  const nameOf = usePeriodName();
  const [open, setOpen] = useState<Open>(null);
  const [correcting, setCorrecting] = useState<OutcomeRow | null>(null);
  const { result, definition, timeZone, canEdit } = detail;
  const path = `/workflows/${encodeURIComponent(result.workflow)}`;
  const close = () => setOpen(null);
  return (
    <>
      <DetailHeadline
        detail={detail}
        currency={currency}
        period={nameOf(choice)}
        chooser={<PeriodSelect choices={choices} value={choice.value} path={path} />}
      />
      <DetailFigures detail={detail} currency={currency} />
      <TrendPanel
        trend={detail.trend}
        currency={currency}
        defined={definition !== null}
        running={today.slice(0, 7)}
        csvHref={`${path}/months.csv?period=${choice.value}`}
      />
      <DefinitionPanel
        definition={definition}
        currency={currency}
        timeZone={timeZone}
        actions={
          canEdit &&
          definition && (
            <>
              <Button size="sm" onClick={() => setOpen('define')}>
                {t('definition.change')}
              </Button>
              <ArchiveOutcome definition={definition} currency={currency} />
            </>
          )
        }
        define={
          canEdit && (
            <Button variant="primary" onClick={() => setOpen('define')}>
              {t('definition.define')}
            </Button>
          )
        }
      />
      {definition && (
        <ValuesPanel
          definition={definition}
          currency={currency}
          timeZone={timeZone}
          actions={
            canEdit && (
              <Button size="sm" onClick={() => setOpen('value')}>
                {t('values.set')}
              </Button>
            )
          }
        />
      )}
      <EntriesPanel
        workflow={result.workflow}
        period={choice.period}
        first={entries}
        currency={currency}
        timeZone={timeZone}
        onCorrect={canEdit ? setCorrecting : null}
        actions={
          canEdit &&
          definition &&
          result.teams.length > 0 && (
            <Button size="sm" onClick={() => setOpen('enter')}>
              {t('entries.enter')}
            </Button>
          )
        }
      />
      {canEdit && (
        <>
          <DefinitionDialog
            open={open === 'define'}
            onClose={close}
            onDefined={() => setOpen('value')}
            result={result}
            definition={definition}
            currency={currency}
          />
          {definition && (
            <ValueDialog
              open={open === 'value'}
              onClose={close}
              definition={definition}
              currency={currency}
              firstDay={choice.period.from}
            />
          )}
          <EnterDialog
            open={open === 'enter'}
            onClose={close}
            result={result}
            currency={currency}
            today={today}
          />
          <CorrectDialog
            row={correcting}
            onClose={() => setCorrecting(null)}
            currency={currency}
            timeZone={timeZone}
          />
        </>
      )}
    </>
  );
}
