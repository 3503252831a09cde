import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PolicyTabs } from '@/components/routing/policy-tabs';
import { policyOf } from './policy-of';

/** The policy's name and its pages. */
export default async function PolicyLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ policy: string }>;
}) {
  const { policy: policyId } = await params;
  const [policy, t] = await Promise.all([policyOf(policyId), getTranslations('routing')]);
  return (
    <>
      <p className="pb-2 text-ink2">
        {policy.team ? t('list.ofTeam', { team: policy.team.name }) : t('list.ofAll')}
      </p>
      <PolicyTabs policyId={policyId} />
      {children}
    </>
  );
}
