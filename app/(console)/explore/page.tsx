import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getDb } from '@/app/database';
import { getReadingCurrency } from '@/app/reading-currency';
import { getCtx } from '@/app/session';
import { reach } from '@/lib/access/permissions';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { listViews } from '@/lib/attribution/server/list-views';
import { dayOf } from '@/lib/time/period';
import { ExploreClient } from './client';
import { readExploreData } from './data';
import { exploreKey } from './queries';
import { readState } from './search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('explore'))('title') };
}

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ExplorePage({ searchParams }: PageProps) {
  const [ctx, organisation, currency, asked] = await Promise.all([
    getCtx(),
    getOrganisation(getDb()),
    getReadingCurrency(),
    searchParams,
  ]);
  const defaults = {
    today: dayOf(ctx.now, organisation?.timeZone ?? 'Asia/Hong_Kong'),
    fiscalYearStartMonth: organisation?.fiscalYearStartMonth ?? 4,
    currency,
  };
  const state = readState(toParams(asked), defaults);
  const client = new QueryClient();
  await Promise.all([
    client.prefetchQuery({
      queryKey: exploreKey(state),
      queryFn: () => readExploreData(ctx, state.query, state.allRows),
    }),
    client.prefetchQuery({ queryKey: ['views'], queryFn: () => listViews(ctx, { path: '/explore' }) }),
  ]);
  const mayEdit = ctx.actor.kind === 'user' && reach(ctx.actor.role, 'views.edit') !== 'none';
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ExploreClient
        defaults={defaults}
        mayEditViews={mayEdit}
        meterUrl={`http://localhost:${process.env.METER_PORT ?? '4318'}`}
        now={ctx.now.toISOString()}
      />
    </HydrationBoundary>
  );
}

function toParams(asked: Record<string, string | string[] | undefined>): URLSearchParams {
  const pairs = Object.entries(asked).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((one) => [name, one]),
  );
  return new URLSearchParams(pairs);
}
