import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getCtx } from '@/app/session';
import { EvidenceTable } from '@/components/evaluation/evidence-table';
import { SetList } from '@/components/evaluation/set-list';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { currentEvidence } from '@/lib/evaluation/server/current-evidence';
import { listGoldenSets } from '@/lib/evaluation/server/list-golden-sets';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('evaluation'))('title') };
}

/** What is proven of which model, and the sets it was measured on. */
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
      <PageHeader title={t('headline', { proven, rows: rows.length, stale })} sub={t('sub')} />
      {rows.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
      ) : (
        <Section title={t('title')} note={t('note')}>
          <EvidenceTable rows={rows} />
        </Section>
      )}
      {sets.length > 0 && (
        <Section title={t('sets')} note={t('setsNote')}>
          <SetList sets={sets} />
        </Section>
      )}
      <Section title={t('how')}>
        <p className="max-w-[60em] text-ink2">{t('howText')}</p>
        <pre className="mt-2 whitespace-pre-wrap break-words text-xs">{COMMANDS}</pre>
      </Section>
    </>
  );
}

const COMMANDS = `npx tollgate evaluate add cases.jsonl --name "Tickets" --task-class classification
npx tollgate evaluate run SET --model openai/gpt-5-mini --team support --cap 5 --base-url https://api.openai.com/v1
npx tollgate evaluate import results.json --name "promptfoo" --task-class classification
npx tollgate evaluate compare RUN BASELINE_RUN --margin 0.05`;
