import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getCtx } from '@/app/session';
import { ConsentTable } from '@/components/evaluation/consent-table';
import { SampleList } from '@/components/evaluation/sample-list';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { evaluationNames } from '@/lib/evaluation/server/evaluation-names';
import { listGoldenSets } from '@/lib/evaluation/server/list-golden-sets';
import { listSampleConsents } from '@/lib/evaluation/server/list-sample-consents';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('evaluation.tabs'))('samples') };
}

/** Which teams agreed to samples of their traffic, and what is kept of it. */
export default async function SamplesPage() {
  const ctx = await getCtx();
  const [rows, sets, names, t] = await Promise.all([
    listSampleConsents(ctx, {}),
    listGoldenSets(ctx, {}),
    evaluationNames(ctx, {}),
    getTranslations('evaluation.samples'),
  ]);
  const agreed = rows.filter(({ consent }) => consent !== null).length;
  const kept = rows.reduce((all, row) => all + row.kept, 0);
  const samples = sets.filter(({ kind }) => kind === 'sample');
  return (
    <>
      <PageHeader title={t('headline', { agreed, kept })} sub={t('sub')} />
      <Section title={t('title')} note={t('note')}>
        <ConsentTable rows={rows} names={names} />
      </Section>
      {samples.length > 0 && (
        <Section title={t('keptTitle')}>
          <SampleList sets={samples} />
        </Section>
      )}
    </>
  );
}
