import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getCtx } from '@/app/session';
import { ListTable } from '@/components/prices/list-table';
import { PriceTabs } from '@/components/prices/price-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { listPriceLists } from '@/lib/pricing/server/list-price-lists';
import { zoneOf } from '@/lib/usage/server/zone';
import { applyChange, importMap, previewChange, previewMap } from '../actions';
import { mayEdit } from '../may-edit';
import { ImportClient } from './client';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('prices.tabs'))('lists') };
}

export default async function ListsPage() {
  const [ctx, t] = await Promise.all([getCtx(), getTranslations('prices.lists')]);
  const [lists, timeZone] = await Promise.all([listPriceLists(ctx, {}), zoneOf(ctx.db)]);
  const edit = mayEdit(ctx, 'prices.edit');
  const charging = lists.filter((list) => list.isCharging).length;
  return (
    <>
      <PageHeader title={t('sentence', { charging, comparing: lists.length - charging })} sub={t('sub')} />
      <PriceTabs mayReprice={mayEdit(ctx, 'usage.reprice')} />
      <Section title={t('order')} note={t('orderNote')}>
        <ListTable {...{ lists, timeZone }} canEdit={edit} actions={{ previewChange, applyChange }} />
      </Section>
      {edit && (
        <Section title={t('import')} note={t('importNote')}>
          <ImportClient actions={{ previewMap, importMap }} />
        </Section>
      )}
    </>
  );
}
