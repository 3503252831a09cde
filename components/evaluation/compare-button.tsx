'use client';

import { lazy } from 'react';
import type { GoldenSetDto } from '@/lib/evaluation/evaluation-dto';
import { comparable } from './comparable';
import { FormSheet } from './form-sheet';
import { useEvidenceText } from './use-evidence-text';
import { useSets } from './use-sets';

const CompareForm = lazy(() => import('./compare-form'));

/** Opens the comparison of two runs, for who has two to compare. */
export function CompareButton({
  initial,
  runId,
  main = false,
}: {
  initial: GoldenSetDto[];
  /** The candidate: only runs of its set are offered. */
  runId?: string;
  main?: boolean;
}) {
  const { t } = useEvidenceText();
  const usable = comparable(useSets(initial));
  const sets = runId ? usable.filter(({ runs }) => runs.some(({ id }) => id === runId)) : usable;
  if (sets.length === 0) return null;
  return (
    <FormSheet
      main={main}
      label={t('compare.button')}
      title={t('compare.title')}
      lead={t('compare.lead')}
      form={(close) => <CompareForm sets={sets} {...(runId && { runId })} onClose={close} />}
    />
  );
}
