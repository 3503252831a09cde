import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AreaMessages } from '@/app/area-messages';
import { UnpricedModels } from '@/components/prices/unpriced-models';
import { PageHeader } from '@/components/ui/page-header';
import { listUnpricedModels } from '@/lib/pricing/server/list-unpriced-models';
import { findModels, previewReprice, reprice, treatAs } from '../../prices/actions';
import { dataContext } from '../data-context';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('data.tabs'))('unpriced') };
}

export default async function UnpricedPage() {
  const { ctx, may } = await dataContext();
  const [models, t] = await Promise.all([listUnpricedModels(ctx, {}), getTranslations('data.unpriced')]);
  return (
    <AreaMessages of={['data', 'prices', 'explore', 'errors']}>
      <PageHeader title={t('sentence', { n: models.length })} sub={t('sub')} />
      <UnpricedModels
        rows={models}
        canFix={may('prices.edit') && may('usage.reprice')}
        actions={{ findModels, previewReprice, reprice, treatAs }}
      />
    </AreaMessages>
  );
}
