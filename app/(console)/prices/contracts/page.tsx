import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { getCtx } from '@/app/session';
import { AddDiscountDialog } from '@/components/prices/add-discount-dialog';
import { ContractPriceTable } from '@/components/prices/contract-price-table';
import { DiscountTable } from '@/components/prices/discount-table';
import { PriceTabs } from '@/components/prices/price-tabs';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { listContracts } from '@/lib/pricing/server/list-contracts';
import { listProviders } from '@/lib/pricing/server/list-providers';
import { zoneOf } from '@/lib/usage/server/zone';
import { applyChange, findModels, previewChange } from '../actions';
import { mayEdit } from '../may-edit';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('prices.tabs'))('contracts') };
}

export default async function ContractsPage() {
  const [ctx, t] = await Promise.all([getCtx(), getTranslations('prices.discounts')]);
  const [{ discounts, prices }, providers, timeZone] = await Promise.all([
    listContracts(ctx, {}),
    listProviders(ctx, {}),
    zoneOf(ctx.db),
  ]);
  const edit = mayEdit(ctx, 'prices.edit');
  const actions = { previewChange, applyChange };
  const add = edit && (
    <AddDiscountDialog
      {...{ providers, findModels, actions }}
      trigger={<Button variant="primary">{t('add')}</Button>}
    />
  );
  const inForce = discounts.filter((discount) => discount.state === 'in_force').length;
  return (
    <>
      <PageHeader
        title={t('sentence', { discounts: inForce, prices: prices.length })}
        sub={t('sub')}
        actions={discounts.length > 0 && add}
      />
      <PriceTabs mayReprice={mayEdit(ctx, 'usage.reprice')} />
      <Section title={t('title')} note={t('titleNote')}>
        {discounts.length > 0 ? (
          <DiscountTable {...{ discounts, timeZone, actions }} canEdit={edit} />
        ) : (
          <EmptyState title={t('none')} action={add}>
            {t('noneHint')}
          </EmptyState>
        )}
      </Section>
      <Section title={t('prices')} note={t('pricesNote')}>
        {prices.length > 0 ? (
          <ContractPriceTable {...{ prices, timeZone }} />
        ) : (
          <EmptyState
            title={t('noPrices')}
            action={
              edit && (
                <Button asChild>
                  <Link href="/prices">{t('chooseFromModels')}</Link>
                </Button>
              )
            }
          >
            {t('noPricesHint')}
          </EmptyState>
        )}
      </Section>
    </>
  );
}
