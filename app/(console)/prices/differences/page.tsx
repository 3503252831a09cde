import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getCtx } from '@/app/session';
import { DifferencesTable } from '@/components/prices/differences-table';
import { PriceTabs } from '@/components/prices/price-tabs';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { comparePriceLists } from '@/lib/pricing/server/compare-price-lists';
import { mayEdit } from '../may-edit';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('prices.tabs'))('differences') };
}

export default async function DifferencesPage() {
  const [ctx, t] = await Promise.all([getCtx(), getTranslations('prices.differences')]);
  const rows = await comparePriceLists(ctx, {});
  return (
    <>
      <PageHeader title={t('sentence', { count: rows.length })} sub={t('sub')} />
      <PriceTabs mayReprice={mayEdit(ctx, 'usage.reprice')} />
      {rows.length > 0 ? <DifferencesTable rows={rows} /> : <EmptyState title={t('none')} />}
    </>
  );
}
