import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { getReadingCurrency } from '@/app/reading-currency';
import { getCtx } from '@/app/session';
import { ScenarioPage } from '@/components/calculator/scenarios/scenario-page';
import type { ScenarioDetail } from '@/lib/calculator/scenario-dto';
import { getScenario } from '@/lib/calculator/server/get-scenario';
import { TollgateError } from '@/lib/errors';
import { listInitiatives } from '@/lib/savings/server/list-initiatives';

interface PageProps {
  params: Promise<{ id: string }>;
}

/** What the reader may not see is not there. */
const readScenario = cache(async (scenarioId: string): Promise<ScenarioDetail> => {
  try {
    return await getScenario(await getCtx(), { scenarioId });
  } catch (error) {
    if (error instanceof TollgateError && ['not_found', 'invalid', 'forbidden'].includes(error.code))
      notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await readScenario((await params).id)).scenario.name };
}

export default async function Page({ params }: PageProps) {
  const [{ id }, ctx, currency] = await Promise.all([params, getCtx(), getReadingCurrency()]);
  const detail = await readScenario(id);
  const initiatives = await listInitiatives(ctx, { scenarioId: id });
  return <ScenarioPage detail={detail} initiatives={initiatives} currency={currency} />;
}
