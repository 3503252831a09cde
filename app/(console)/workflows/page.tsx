import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { workflowResults } from '@/lib/outcomes/server/workflow-results';
import { WorkflowsClient } from './client';
import { periodChoices, readPeriod } from './search-params';
import { workflowsContext } from './workflows-context';

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workflows'))('title') };
}

/** Profit and loss of every workflow the reader may see. */
export default async function WorkflowsPage({ searchParams }: PageProps) {
  const [asked, { ctx, may, currency, today, timeZone }] = await Promise.all([
    searchParams,
    workflowsContext(),
  ]);
  const choice = readPeriod(asked.period, today);
  const { rows, limitedToTeams } = await workflowResults(ctx, { period: choice.period, currency });
  return (
    <WorkflowsClient
      key={choice.value}
      results={rows}
      ownTeamsOnly={limitedToTeams !== null}
      currency={currency}
      choice={choice}
      choices={periodChoices(today)}
      mayEdit={may('outcomes.edit')}
      timeZone={timeZone}
    />
  );
}
