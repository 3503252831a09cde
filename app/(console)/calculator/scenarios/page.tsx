import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getReadingCurrency } from '@/app/reading-currency';
import { getCtx } from '@/app/session';
import { ScenariosPage } from '@/components/calculator/scenarios/scenarios-page';
import { listScenarios } from '@/lib/calculator/server/list-scenarios';
import { listInitiatives } from '@/lib/savings/server/list-initiatives';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('scenarios'))('title') };
}

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [ctx, asked, currency] = await Promise.all([getCtx(), searchParams, getReadingCurrency()]);
  const show = asked.show === 'archived' ? 'archived' : 'current';
  const [scenarios, initiatives] = await Promise.all([
    listScenarios(ctx, { show }),
    listInitiatives(ctx, {}),
  ]);
  return <ScenariosPage scenarios={scenarios} initiatives={initiatives} show={show} currency={currency} />;
}
