import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/ui/page-header';
import { listUnpricedModels } from '@/lib/pricing/server/list-unpriced-models';
import { dataContext } from '../data-context';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('data.tabs'))('unpriced') };
}

export default async function UnpricedPage() {
  const { ctx } = await dataContext();
  const [models, t] = await Promise.all([listUnpricedModels(ctx, {}), getTranslations('data.unpriced')]);
  return <PageHeader title={t('sentence', { n: models.length })} sub={t('sub')} />;
}
