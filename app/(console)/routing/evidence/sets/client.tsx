'use client';

import { lazy } from 'react';
import { FormSheet } from '@/components/evaluation/form-sheet';
import { SetTable } from '@/components/evaluation/set-table';
import { useEvidenceText } from '@/components/evaluation/use-evidence-text';
import { useSets } from '@/components/evaluation/use-sets';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { EvaluationNames, GoldenSetDto } from '@/lib/evaluation/evaluation-dto';

const AddSetForm = lazy(() => import('@/components/evaluation/add-set-form'));
const ImportForm = lazy(() => import('@/components/evaluation/import-form'));

/** Golden sets and results from elsewhere, and how more are added. */
export function SetsClient({ initial, names }: { initial: GoldenSetDto[]; names: EvaluationNames }) {
  const { t } = useEvidenceText();
  const sets = useSets(initial);
  const mayAdd = names.mayEditForAll || names.teams.some(({ mayEdit }) => mayEdit);
  const actions = mayAdd && (
    <>
      <FormSheet
        wide
        label={t('import.button')}
        title={t('import.title')}
        lead={t('import.lead')}
        form={(close) => <ImportForm names={names} onClose={close} />}
      />
      <FormSheet
        main
        wide
        label={t('add.button')}
        title={t('add.title')}
        lead={t('add.lead')}
        form={(close) => <AddSetForm names={names} onClose={close} />}
      />
    </>
  );
  const cases = sets.reduce((all, set) => all + set.cases, 0);
  return (
    <>
      <PageHeader
        title={t('sets.headline', { sets: sets.length, cases })}
        sub={t('sets.sub')}
        actions={sets.length > 0 && actions}
      />
      {sets.length === 0 ? (
        <EmptyState title={t('sets.empty')} action={actions}>
          {t('sets.emptyText')}
        </EmptyState>
      ) : (
        <Section title={t('sets.title')} note={t('setsNote')}>
          <SetTable sets={sets} names={names} />
        </Section>
      )}
    </>
  );
}
