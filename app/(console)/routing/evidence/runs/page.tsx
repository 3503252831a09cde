import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getCtx } from '@/app/session';
import { evaluationNames } from '@/lib/evaluation/server/evaluation-names';
import { listGoldenSets } from '@/lib/evaluation/server/list-golden-sets';
import { RunsClient } from './client';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('evaluation.tabs'))('runs') };
}

/** What was asked of which model. */
export default async function RunsPage() {
  const ctx = await getCtx();
  const [sets, names] = await Promise.all([listGoldenSets(ctx, {}), evaluationNames(ctx, {})]);
  return <RunsClient initial={sets} names={names} />;
}
