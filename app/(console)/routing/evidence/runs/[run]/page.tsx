import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { getCtx } from '@/app/session';
import { RunView } from '@/components/evaluation/run-view';
import { TollgateError } from '@/lib/errors';
import { getRun } from '@/lib/evaluation/server/get-run';
import { listGoldenSets } from '@/lib/evaluation/server/list-golden-sets';

interface Props {
  params: Promise<{ run: string }>;
}

const runOf = cache(async (runId: string) => {
  if (!/^\d{1,18}$/.test(runId)) notFound();
  try {
    return await getRun(await getCtx(), { runId });
  } catch (error) {
    if (error instanceof TollgateError && error.code === 'not_found') notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, { run, set }] = await Promise.all([getTranslations('evaluation'), runOf((await params).run)]);
  return { title: t('detail.title', { taskClass: set.name, model: run.model }) };
}

/** One run and its cases. */
export default async function RunPage({ params }: Props) {
  const [detail, sets] = await Promise.all([runOf((await params).run), listGoldenSets(await getCtx(), {})]);
  return <RunView initial={detail} sets={sets} />;
}
