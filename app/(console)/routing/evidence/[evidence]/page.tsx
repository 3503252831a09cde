import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { getCtx } from '@/app/session';
import { EvidenceView } from '@/components/evaluation/evidence-view';
import { TollgateError } from '@/lib/errors';
import { getEvidence } from '@/lib/evaluation/server/get-evidence';

interface Props {
  params: Promise<{ evidence: string }>;
}

const evidenceOf = cache(async (evidenceId: string) => {
  if (!/^\d{1,18}$/.test(evidenceId)) notFound();
  try {
    return await getEvidence(await getCtx(), { evidenceId });
  } catch (error) {
    if (error instanceof TollgateError && error.code === 'not_found') notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, { taskClass, model }] = await Promise.all([
    getTranslations('evaluation'),
    evidenceOf((await params).evidence),
  ]);
  return { title: t('detail.title', { taskClass, model }) };
}

/** One comparison of two models and how it was come to. */
export default async function EvidenceDetailPage({ params }: Props) {
  return <EvidenceView evidence={await evidenceOf((await params).evidence)} />;
}
