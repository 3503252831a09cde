import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getCtx } from '@/app/session';
import { MonthTable } from '@/components/prices/month-table';
import { PriceTabs } from '@/components/prices/price-tabs';
import { RepriceAll } from '@/components/prices/reprice-all';
import { RunTable } from '@/components/prices/run-table';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { listClosedMonths } from '@/lib/board/server/list-closed-months';
import { listProviders } from '@/lib/pricing/server/list-providers';
import { listRepricingRuns } from '@/lib/pricing/server/list-repricing-runs';
import { addMonths, dayOf } from '@/lib/time/period';
import { zoneOf } from '@/lib/usage/server/zone';
import { previewReprice, reopenMonthAction, reprice } from '../actions';
import { mayEdit } from '../may-edit';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('prices.tabs'))('repricing') };
}

/** Months shown: the present one and those of a year before it, and any closed one before. */
const SHOWN = 13;

export default async function RepricingPage() {
  const [ctx, t] = await Promise.all([getCtx(), getTranslations('prices.repricing')]);
  if (!mayEdit(ctx, 'usage.reprice'))
    return (
      <>
        <PageHeader title={t('notYours')} sub={t('notYoursHint')} />
        <PriceTabs mayReprice={false} />
      </>
    );
  const [providers, runs, closings, timeZone] = await Promise.all([
    listProviders(ctx, {}),
    listRepricingRuns(ctx, {}),
    listClosedMonths(ctx, {}),
    zoneOf(ctx.db),
  ]);
  const present = `${dayOf(ctx.now, timeZone).slice(0, 7)}-01`;
  const months = Array.from({ length: SHOWN }, (_, index) => addMonths(present, -index).slice(0, 7));
  return (
    <>
      <PageHeader title={t('sentence')} sub={t('sub')} />
      <PriceTabs />
      <Section title={t('outdated')} note={t('outdatedNote')}>
        <RepriceAll providers={providers} actions={{ previewReprice, reprice }} />
      </Section>
      <Section title={t('months')} note={t('monthsNote')}>
        <MonthTable
          {...{ months, closings, timeZone }}
          canClose={mayEdit(ctx, 'months.close')}
          actions={{ reopenMonth: reopenMonthAction }}
        />
      </Section>
      <Section title={t('runs')} note={t('runsNote')}>
        {runs.length > 0 ? (
          <RunTable {...{ runs, timeZone }} />
        ) : (
          <EmptyState title={t('noRuns')}>{t('noRunsHint')}</EmptyState>
        )}
      </Section>
    </>
  );
}
