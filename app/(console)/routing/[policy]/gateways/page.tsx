import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { getCtx } from '@/app/session';
import { GatewaysPage } from '@/components/routing/gateways/gateways-page';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { TollgateError } from '@/lib/errors';
import { gatewayConfigs } from '@/lib/routing/server/gateway-configs';
import { getPolicy } from '@/lib/routing/server/get-policy';
import { policyDrift } from '@/lib/routing/server/policy-drift';

interface PageProps {
  params: Promise<{ policy: string }>;
}

/** Another team's policy is not there for a reader of own teams. */
const readPolicy = cache(async (policyId: string) => {
  try {
    return await getPolicy(await getCtx(), { policyId });
  } catch (error) {
    if (error instanceof TollgateError && ['not_found', 'invalid', 'forbidden'].includes(error.code))
      notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const [policy, t] = await Promise.all([readPolicy((await params).policy), getTranslations('gateways')]);
  return { title: `${t('title')} · ${policy.name}` };
}

/** The policy in force as configurations of gateways, and whether the traffic follows it. */
export default async function PolicyGatewaysPage({ params }: PageProps) {
  const policyId = (await params).policy;
  const [policy, ctx] = await Promise.all([readPolicy(policyId), getCtx()]);
  const [configs, drift, hook, organisation] = await Promise.all([
    gatewayConfigs(ctx, { policyId }),
    policyDrift(ctx, { policyId }),
    readFile(path.join(process.cwd(), 'integrations', 'litellm', 'tollgate_hook.py'), 'utf8'),
    getOrganisation(ctx.db),
  ]);
  return (
    <GatewaysPage
      policy={{ id: policy.id, name: policy.name }}
      configs={configs}
      drift={drift}
      hook={hook}
      timeZone={organisation?.timeZone ?? 'Asia/Hong_Kong'}
    />
  );
}
