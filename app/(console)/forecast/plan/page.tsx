import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getReadingCurrency } from '@/app/reading-currency';
import { getCtx } from '@/app/session';
import { readLevers } from '@/components/forecast/plan/levers-address';
import { PlanView } from '@/components/forecast/plan/plan-view';
import { readPlan } from '@/lib/forecasting/server/read-plan';
import { draftLines, removeLine, saveLine } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('forecast'))('plan.title') };
}

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function PlanPage({ searchParams }: PageProps) {
  const [ctx, currency, asked] = await Promise.all([getCtx(), getReadingCurrency(), searchParams]);
  const plan = await readPlan(ctx, { currency });
  return (
    <PlanView
      plan={plan}
      initial={readLevers(asked)}
      actions={{ save: saveLine, remove: removeLine, draft: draftLines }}
    />
  );
}
