import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { budgetsContext } from '../budgets-context';
import { readBudgetInbox } from '../inbox';
import { RequestsClient } from './client';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('budgets.tabs'))('requests') };
}

export default async function RequestsPage() {
  const { ctx, may, timeZone } = await budgetsContext();
  return (
    <RequestsClient
      initial={await readBudgetInbox(ctx)}
      canDecide={may('budgets.decide')}
      timeZone={timeZone}
    />
  );
}
