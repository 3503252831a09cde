import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getCtx } from '@/app/session';
import { evaluationNames } from '@/lib/evaluation/server/evaluation-names';
import { listGoldenSets } from '@/lib/evaluation/server/list-golden-sets';
import { SetsClient } from './client';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('evaluation.tabs'))('sets') };
}

/** What models are measured on. */
export default async function SetsPage() {
  const ctx = await getCtx();
  const [sets, names] = await Promise.all([listGoldenSets(ctx, {}), evaluationNames(ctx, {})]);
  return <SetsClient initial={sets} names={names} />;
}
