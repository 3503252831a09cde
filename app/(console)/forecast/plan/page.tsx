import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getReadingCurrency } from '@/app/reading-currency';
import { getCtx } from '@/app/session';
import { PlanView } from '@/components/forecast/plan/plan-view';
import { readPlan } from '@/lib/forecasting/server/read-plan';
import { draftLines, removeLine, saveLine } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('forecast'))('plan.title') };
}

export default async function PlanPage() {
  const [ctx, currency] = await Promise.all([getCtx(), getReadingCurrency()]);
  const plan = await readPlan(ctx, { currency });
  return <PlanView plan={plan} actions={{ save: saveLine, remove: removeLine, draft: draftLines }} />;
}
