'use client';

import type { ColumnDef } from '@tanstack/react-table';
import Link from 'next/link';
import { lazy } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DataTable } from '@/components/ui/data-table';
import { toast } from '@/components/ui/toast';
import type { EvaluationNames, GoldenSetDto } from '@/lib/evaluation/evaluation-dto';
import { useEvaluationActions } from './actions-context';
import { FormSheet } from './form-sheet';
import { useEvidenceText } from './use-evidence-text';
import { useRefreshEvaluation } from './use-sets';

const StartForm = lazy(() => import('./start-form'));

/** Golden sets with whose they are, what grades them, and what can be done with each. */
export function SetTable({ sets, names }: { sets: readonly GoldenSetDto[]; names: EvaluationNames }) {
  const { t, instant } = useEvidenceText();
  const mayStart = names.teams.some(({ mayEdit }) => mayEdit);
  const columns: ColumnDef<GoldenSetDto>[] = [
    {
      id: 'name',
      header: t('sets.name'),
      enableSorting: false,
      cell: ({ row: { original } }) => (
        <>
          <p className="font-medium">{original.name}</p>
          <p className="text-xs text-ink2">
            {original.taskClass} · {original.team?.name ?? t('set.organisation')}
          </p>
        </>
      ),
    },
    {
      id: 'kind',
      header: t('sets.kind'),
      enableSorting: false,
      meta: { hideOnPhone: true },
      cell: ({ row: { original } }) => (
        <>
          <p>{t(`set.kinds.${original.kind}`)}</p>
          <p className="text-xs text-ink2">{original.graders.join(', ')}</p>
        </>
      ),
    },
    {
      id: 'cases',
      header: t('sets.cases'),
      enableSorting: false,
      meta: { align: 'right' },
      cell: ({ row: { original } }) => original.cases.toLocaleString('en-GB'),
    },
    {
      id: 'runs',
      header: t('sets.runs'),
      enableSorting: false,
      meta: { align: 'right', hideOnPhone: true },
      cell: ({ row: { original } }) =>
        original.runs.length === 0 ? '–' : <Link href="/routing/evidence/runs">{original.runs.length}</Link>,
    },
    {
      id: 'added',
      header: t('sets.added'),
      enableSorting: false,
      meta: { hideOnPhone: true },
      cell: ({ row: { original } }) => (
        <>
          <p>{original.createdByName}</p>
          <p className="text-xs text-ink2">{instant(original.createdAt)}</p>
        </>
      ),
    },
    {
      id: 'actions',
      header: () => <span className="sr-only">{t('sets.actions')}</span>,
      enableSorting: false,
      meta: { align: 'right' },
      cell: ({ row: { original } }) => (
        <span className="flex flex-wrap justify-end gap-1">
          {mayStart && original.kind !== 'imported' && (
            <FormSheet
              quiet
              label={t('start.button')}
              title={t('start.title')}
              lead={t('start.lead')}
              form={(close) => <StartForm sets={sets} names={names} setId={original.id} onClose={close} />}
            />
          )}
          {original.mayEdit && <ArchiveSet set={original} />}
        </span>
      ),
    },
  ];
  return <DataTable data={sets} columns={columns} caption={t('sets.title')} rowId={({ id }) => id} />;
}

/** Ends a set; of samples the same is to delete them now. */
export function ArchiveSet({ set }: { set: GoldenSetDto }) {
  const { t } = useEvidenceText();
  const { archiveSet } = useEvaluationActions();
  const refresh = useRefreshEvaluation();
  const { submit, explain } = useSubmit();
  const words = set.kind === 'sample' ? 'deleteSamples' : 'archive';
  async function end(): Promise<string | undefined> {
    const result = await submit(() => archiveSet(set.id));
    if (!result.ok) return explain(result.error);
    toast.success(t(`${words}.done`));
    await refresh();
    return undefined;
  }
  return (
    <ConfirmDialog
      trigger={
        <Button variant="quiet" size="sm">
          {t(`${words}.button`)}
        </Button>
      }
      title={t(`${words}.title`, { name: set.name })}
      description={t(`${words}.lead`)}
      confirmLabel={t(`${words}.button`)}
      danger
      onConfirm={end}
    />
  );
}
