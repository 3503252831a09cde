import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getDb } from '@/app/database';
import { getCtx } from '@/app/session';
import { ReplayView } from '@/components/routing/replay-view';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { TollgateError } from '@/lib/errors';
import { replayPolicy } from '@/lib/routing/server/replay-policy';
import { addMonths, startOfMonth } from '@/lib/time/days';
import { dayOf } from '@/lib/time/period';
import { idIn, type PolicyPageProps, policyOf } from '../policy-of';

export async function generateMetadata({ params }: PolicyPageProps): Promise<Metadata> {
  const t = await getTranslations('routing');
  return { title: `${(await policyOf((await params).policy)).name} · ${t('tabs.replay')}` };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const said = (value: string | string[] | undefined, shape: RegExp, otherwise: string): string =>
  typeof value === 'string' && shape.test(value) ? value : otherwise;

/** What a version would have made of past traffic: the last whole month unless other days are asked for. */
export default async function ReplayPage({ params, searchParams }: PolicyPageProps) {
  const [{ policy: policyId }, asked, ctx, organisation] = await Promise.all([
    params,
    searchParams,
    getCtx(),
    getOrganisation(getDb()),
  ]);
  const policy = await policyOf(policyId, idIn(asked.version));
  const { shown } = policy;
  if (!shown) return null;
  const month = startOfMonth(dayOf(ctx.now, organisation?.timeZone ?? 'Asia/Hong_Kong'));
  const period = {
    from: said(asked.from, DAY, addMonths(month, -1)),
    to: said(asked.to, DAY, month),
  };
  const tokenRatio = said(asked.ratio, /^\d{1,2}(\.\d{1,3})?$/, '1');
  const result = await replayPolicy(ctx, {
    ...{ policyId, versionId: shown.version.id, period, tokenRatio },
  }).catch((error: unknown) => {
    if (error instanceof TollgateError && error.code === 'invalid') return null;
    throw error;
  });
  return (
    <ReplayView
      policyId={policyId}
      version={shown.version.version}
      versions={policy.versions.map(({ id, version, status }) => ({ id, version, status }))}
      versionId={shown.version.id}
      period={period}
      tokenRatio={tokenRatio}
      replay={result}
    />
  );
}
