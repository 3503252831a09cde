import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getCtx } from '@/app/session';
import { AddFxDialog } from '@/components/prices/add-fx-dialog';
import { FxTable } from '@/components/prices/fx-table';
import { PriceTabs } from '@/components/prices/price-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { listFxRates } from '@/lib/money/server/list-fx-rates';
import { addRate } from '../actions';
import { mayEdit } from '../may-edit';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('prices.tabs'))('fx') };
}

export default async function FxPage() {
  const [ctx, t] = await Promise.all([getCtx(), getTranslations('prices.fx')]);
  const rates = await listFxRates(ctx, {});
  return (
    <>
      <PageHeader
        title={t('sentence', { count: new Set(rates.map((rate) => rate.quote)).size })}
        sub={t('sub')}
        actions={mayEdit(ctx, 'fx.edit') && <AddFxDialog addRate={addRate} />}
      />
      <PriceTabs mayReprice={mayEdit(ctx, 'usage.reprice')} />
      <FxTable rates={rates} />
    </>
  );
}
