import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { getCtx } from '@/app/session';
import { CompareButton } from '@/components/evaluation/compare-button';
import { EvidenceTable } from '@/components/evaluation/evidence-table';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { currentEvidence } from '@/lib/evaluation/server/current-evidence';
import { listGoldenSets } from '@/lib/evaluation/server/list-golden-sets';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('evaluation'))('title') };
}

/** What is proven of which model. */
export default async function EvidencePage() {
  const ctx = await getCtx();
  const [rows, sets, t] = await Promise.all([
    currentEvidence(ctx, {}),
    listGoldenSets(ctx, {}),
    getTranslations('evaluation'),
  ]);
  const proven = rows.filter(({ verdict, stale }) => verdict === 'proven' && !stale).length;
  const stale = rows.filter((row) => row.stale).length;
  return (
    <>
      <PageHeader
        title={t('headline', { proven, rows: rows.length, stale })}
        sub={t('sub')}
        actions={<CompareButton initial={sets} />}
      />
      {rows.length === 0 ? (
        <EmptyState
          title={t('empty')}
          action={
            <Button asChild variant="primary">
              <Link href="/routing/evidence/sets">{t('tabs.sets')}</Link>
            </Button>
          }
        >
          {t('emptyText')}
        </EmptyState>
      ) : (
        <Section title={t('title')} note={t('note')}>
          <EvidenceTable rows={rows} />
        </Section>
      )}
    </>
  );
}
