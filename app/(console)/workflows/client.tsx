'use client';

import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/section';
import { type Choice, PeriodSelect } from '@/components/workflows/period-select';
import { ResultsHeadline } from '@/components/workflows/results-headline';
import { ResultsTable } from '@/components/workflows/results-table';
import { usePeriodName, useWorkflowText } from '@/components/workflows/use-workflow-text';
import type { Currency } from '@/lib/money/currency';
import type { WorkflowResult } from '@/lib/outcomes/profit-and-loss';

interface WorkflowsClientProps {
  results: WorkflowResult[];
  /** The reader sees the workflows of own teams, and only these teams' part of them. */
  ownTeamsOnly: boolean;
  currency: Currency;
  choice: Choice;
  choices: readonly Choice[];
}

/** What every workflow delivered, cost and was worth over a month or some months. */
export function WorkflowsClient(props: WorkflowsClientProps) {
  const { results, ownTeamsOnly, currency, choice, choices } = props;
  const { t } = useWorkflowText(currency);
  const nameOf = usePeriodName();
  const period = nameOf(choice);
  return (
    <>
      <ResultsHeadline
        results={results}
        currency={currency}
        period={period}
        running={choice.running && choice.stretch === null}
        bar={<PeriodSelect choices={choices} value={choice.value} path="/workflows" />}
        actions={null}
      />
      {results.length === 0 ? (
        <EmptyState
          title={t('empty.title')}
          action={
            <Button asChild>
              <Link href="/data/tags">{t('empty.tags')}</Link>
            </Button>
          }
        >
          {t('empty.text')}
        </EmptyState>
      ) : (
        <Section
          title={t('list.title')}
          note={ownTeamsOnly ? t('list.ownTeams') : t('list.note')}
          actions={
            <Button asChild size="sm">
              <a href={`/workflows/results.csv?period=${choice.value}`} download>
                {t('csv')}
              </a>
            </Button>
          }
        >
          <ResultsTable
            results={results}
            currency={currency}
            caption={t('list.title')}
            hrefOf={({ workflow }) => `/workflows/${encodeURIComponent(workflow)}?period=${choice.value}`}
          />
        </Section>
      )}
    </>
  );
}
