import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listKillSwitches } from '@/lib/budgets/server/list-kill-switches';
import { budgetsContext, placesFor } from '../budgets-context';
import { StopsClient } from './client';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('budgets.tabs'))('stops') };
}

export default async function StopsPage() {
  const { ctx, may, timeZone } = await budgetsContext();
  const [stops, places] = await Promise.all([listKillSwitches(ctx, {}), placesFor(ctx, may)]);
  return <StopsClient initial={stops} places={may('budgets.stop') ? places : null} timeZone={timeZone} />;
}
