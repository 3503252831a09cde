import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { idIn, type PolicyPageProps, policyOf } from '../policy-of';
import { VersionsClient } from './client';

export async function generateMetadata({ params }: PolicyPageProps): Promise<Metadata> {
  const t = await getTranslations('routing');
  return { title: `${(await policyOf((await params).policy)).name} · ${t('tabs.versions')}` };
}

/** What changed, who decided, and what was in force from when. */
export default async function VersionsPage({ params, searchParams }: PolicyPageProps) {
  const [{ policy: policyId }, asked] = await Promise.all([params, searchParams]);
  const policy = await policyOf(policyId, idIn(asked.version), idIn(asked.compare));
  return <VersionsClient policy={policy} />;
}
