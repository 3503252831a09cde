import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { budgetTree } from '@/lib/budgets/server/budget-tree';
import { budgetsContext, placesFor } from './budgets-context';
import { BudgetsClient } from './client';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('budgets'))('title') };
}

export default async function BudgetsPage() {
  const { ctx, may, reading } = await budgetsContext();
  const [tree, places] = await Promise.all([budgetTree(ctx, {}), placesFor(ctx, may)]);
  return (
    <BudgetsClient
      initial={tree}
      places={places}
      currency={places?.currencies.includes(reading) ? reading : (places?.currencies[0] ?? reading)}
      mayMakeAll={tree.canCreate === 'all'}
      mayStop={may('budgets.stop')}
    />
  );
}
