import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { listOutcomes } from '@/lib/outcomes/server/list-outcomes';
import { workflowResult } from '@/lib/outcomes/server/workflow-result';
import { periodChoices, readPeriod } from '../search-params';
import { workflowOf } from '../workflow-name';
import { workflowsContext } from '../workflows-context';
import { WorkflowClient } from './client';

interface PageProps {
  params: Promise<{ workflow: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The newest of what was recorded; the rest is one press away. */
const FIRST_ENTRIES = 15;

const read = cache(async (encoded: string, asked: string | undefined) => {
  const { ctx, currency, today } = await workflowsContext();
  const choice = readPeriod(asked, today);
  const workflow = workflowOf(encoded);
  const detail = await workflowResult(ctx, { workflow, period: choice.period, currency });
  if (!detail) notFound();
  return { detail, choice };
});

const asked = async ({ searchParams }: PageProps): Promise<string | undefined> => {
  const { period } = await searchParams;
  return typeof period === 'string' ? period : undefined;
};

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { detail } = await read((await props.params).workflow, await asked(props));
  return { title: detail.result.label };
}

/** One workflow's profit and loss, what it delivers, and what was recorded. */
export default async function WorkflowPage(props: PageProps) {
  const [{ detail, choice }, { ctx, currency, today }] = await Promise.all([
    read((await props.params).workflow, await asked(props)),
    workflowsContext(),
  ]);
  const entries = await listOutcomes(ctx, {
    workflow: detail.result.workflow,
    period: choice.period,
    limit: FIRST_ENTRIES,
  });
  return (
    <WorkflowClient
      key={choice.value}
      detail={detail}
      entries={entries}
      currency={currency}
      choice={choice}
      choices={periodChoices(today)}
      today={today}
    />
  );
}
