import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { getCtx } from '@/app/session';
import { CatalogueFilter } from '@/components/prices/catalogue-filter';
import { CataloguePages } from '@/components/prices/catalogue-pages';
import { CatalogueTable } from '@/components/prices/catalogue-table';
import { PriceTabs } from '@/components/prices/price-tabs';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { formatCount } from '@/lib/money/format';
import { catalogueSummary } from '@/lib/pricing/server/catalogue-summary';
import { listModels } from '@/lib/pricing/server/list-models';
import { listProviders } from '@/lib/pricing/server/list-providers';
import { mayEdit } from './may-edit';
import { readSearch } from './search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('prices'))('title') };
}

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function PricesPage({ searchParams }: PageProps) {
  const [ctx, params, t] = await Promise.all([getCtx(), searchParams, getTranslations('prices')]);
  const search = readSearch(params);
  const [found, providers, summary] = await Promise.all([
    listModels(ctx, search),
    listProviders(ctx, {}),
    catalogueSummary(ctx, {}),
  ]);
  return (
    <>
      <PageHeader title={t('sentence', { ...summary, models: formatCount(summary.models) })} sub={t('sub')} />
      <PriceTabs mayReprice={mayEdit(ctx, 'usage.reprice')} />
      <CatalogueFilter search={search} providers={providers} />
      {found.rows.length > 0 ? (
        <>
          <CatalogueTable rows={found.rows} />
          <CataloguePages search={search} total={found.total} pageSize={found.pageSize} />
        </>
      ) : (
        <EmptyState
          title={t('noneFound')}
          action={
            <Button asChild>
              <Link href="/prices">{t('clear')}</Link>
            </Button>
          }
        >
          {t('noneFoundHint')}
        </EmptyState>
      )}
    </>
  );
}
