'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/section';
import { type Choice, PeriodSelect } from '@/components/workflows/period-select';
import { ResultsHeadline } from '@/components/workflows/results-headline';
import { ResultsTable } from '@/components/workflows/results-table';
import { usePeriodName, useWorkflowText } from '@/components/workflows/use-workflow-text';
import type { Currency } from '@/lib/money/currency';
import type { WorkflowResult } from '@/lib/outcomes/profit-and-loss';

const ImportDialog = dynamic(async () => (await import('@/components/workflows/import-dialog')).ImportDialog);

interface WorkflowsClientProps {
  results: WorkflowResult[];
  /** The reader sees the workflows of own teams, and only these teams' part of them. */
  ownTeamsOnly: boolean;
  currency: Currency;
  choice: Choice;
  choices: readonly Choice[];
  mayEdit: boolean;
  timeZone: string;
}

/** What every workflow delivered, cost and was worth over a month or some months. */
export function WorkflowsClient(props: WorkflowsClientProps) {
  const { results, ownTeamsOnly, currency, choice, choices, mayEdit, timeZone } = props;
  const { t } = useWorkflowText(currency);
  const nameOf = usePeriodName();
  const [importing, setImporting] = useState(false);
  const period = nameOf(choice);
  const teams = teamsOf(results);
  const mayImport = mayEdit && teams.length > 0;
  return (
    <>
      <ResultsHeadline
        results={results}
        currency={currency}
        period={period}
        running={choice.running && choice.stretch === null}
        bar={<PeriodSelect choices={choices} value={choice.value} path="/workflows" />}
        actions={mayImport && <Button onClick={() => setImporting(true)}>{t('import.button')}</Button>}
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
      {mayImport && importing && (
        <ImportDialog
          open
          onClose={() => setImporting(false)}
          teams={teams}
          currency={currency}
          timeZone={timeZone}
        />
      )}
    </>
  );
}

/** The teams that any of the workflows served, each once, by name. */
function teamsOf(results: readonly WorkflowResult[]): WorkflowResult['teams'] {
  const teams = new Map(results.flatMap((result) => result.teams.map((team) => [team.id, team])));
  return [...teams.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
