import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getCtx } from '@/app/session';
import { listPolicies } from '@/lib/routing/server/list-policies';
import { routingNames } from '@/lib/routing/server/routing-names';
import { RoutingClient } from './client';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('routing'))('title') };
}

/** The policies the reader may see. */
export default async function RoutingPage() {
  const ctx = await getCtx();
  const [policies, names] = await Promise.all([listPolicies(ctx, {}), routingNames(ctx, {})]);
  return <RoutingClient policies={policies} names={names} />;
}
