'use client';

import { lazy } from 'react';
import { CompareButton } from '@/components/evaluation/compare-button';
import { FormSheet } from '@/components/evaluation/form-sheet';
import { RunTable } from '@/components/evaluation/run-table';
import { useEvidenceText } from '@/components/evaluation/use-evidence-text';
import { isUnderWay, useSets } from '@/components/evaluation/use-sets';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { EvaluationNames, GoldenSetDto } from '@/lib/evaluation/evaluation-dto';

const StartForm = lazy(() => import('@/components/evaluation/start-form'));

/** Runs with how far they are, and how one is started and compared. */
export function RunsClient({ initial, names }: { initial: GoldenSetDto[]; names: EvaluationNames }) {
  const { t } = useEvidenceText();
  const sets = useSets(initial);
  const runs = sets.flatMap((set) => set.runs);
  const usable = sets.some(({ kind }) => kind !== 'imported');
  const mayStart = usable && names.teams.some(({ mayEdit }) => mayEdit);
  const actions = (
    <>
      <CompareButton initial={initial} />
      {mayStart && (
        <FormSheet
          main
          label={t('start.button')}
          title={t('start.title')}
          lead={t('start.lead')}
          form={(close) => <StartForm sets={sets} names={names} setId={null} onClose={close} />}
        />
      )}
    </>
  );
  return (
    <>
      <PageHeader
        title={t('run.headline', { runs: runs.length, underWay: runs.filter(isUnderWay).length })}
        sub={t('run.sub')}
        actions={runs.length > 0 && actions}
      />
      {runs.length === 0 ? (
        <EmptyState title={t('run.empty')} action={actions}>
          {t('run.emptyText')}
        </EmptyState>
      ) : (
        <Section title={t('run.title')}>
          <RunTable sets={sets} />
        </Section>
      )}
    </>
  );
}
