import type { Metadata } from 'next';
import { getCtx } from '@/app/session';
import { routingNames } from '@/lib/routing/server/routing-names';
import { PolicyClient } from './client';
import { idIn, type PolicyPageProps, policyOf } from './policy-of';

export async function generateMetadata({ params }: PolicyPageProps): Promise<Metadata> {
  return { title: (await policyOf((await params).policy)).name };
}

/** The rules of a version, as rows or as text. */
export default async function PolicyPage({ params, searchParams }: PolicyPageProps) {
  const [{ policy: policyId }, asked] = await Promise.all([params, searchParams]);
  const [policy, names] = await Promise.all([
    policyOf(policyId, idIn(asked.version)),
    getCtx().then((ctx) => routingNames(ctx, {})),
  ]);
  const version = policy.shown?.version;
  return (
    <PolicyClient
      key={`${version?.id} ${version?.status} ${version?.revision}`}
      policy={policy}
      names={names}
    />
  );
}
