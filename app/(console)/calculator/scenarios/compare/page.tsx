import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getReadingCurrency } from '@/app/reading-currency';
import { getCtx } from '@/app/session';
import { readIds } from '@/components/calculator/scenarios/compare-href';
import { ComparePage } from '@/components/calculator/scenarios/compare-page';
import { getScenario } from '@/lib/calculator/server/get-scenario';
import { TollgateError } from '@/lib/errors';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('scenarios'))('compare.title') };
}

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [ctx, asked, currency] = await Promise.all([getCtx(), searchParams, getReadingCurrency()]);
  const ids = readIds(typeof asked.ids === 'string' ? asked.ids : undefined);
  const found = await Promise.all(
    ids.map((scenarioId) =>
      getScenario(ctx, { scenarioId }).catch((error) => {
        if (error instanceof TollgateError) return null; // not there, or not for this reader
        throw error;
      }),
    ),
  );
  const scenarios = found.flatMap((detail) => (detail ? [detail.scenario] : []));
  return <ComparePage scenarios={scenarios} missing={ids.length - scenarios.length} currency={currency} />;
}
