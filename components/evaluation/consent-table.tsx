'use client';

import type { ColumnDef } from '@tanstack/react-table';
import { lazy } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DataTable } from '@/components/ui/data-table';
import { Status } from '@/components/ui/status';
import { toast } from '@/components/ui/toast';
import type { EvaluationNames, SampleConsentDto } from '@/lib/evaluation/evaluation-dto';
import { useEvaluationActions } from './actions-context';
import { FormSheet } from './form-sheet';
import { useEvidenceText } from './use-evidence-text';
import { useRefreshEvaluation } from './use-sets';

const AddSetForm = lazy(() => import('./add-set-form'));
const ConsentForm = lazy(() => import('./consent-form'));

/** Each team: whether it agreed, to what, how many samples there are, and what its people may do about it. */
export function ConsentTable({ rows, names }: { rows: readonly SampleConsentDto[]; names: EvaluationNames }) {
  const { t, instant } = useEvidenceText();
  const columns: ColumnDef<SampleConsentDto>[] = [
    {
      id: 'team',
      header: t('form.team'),
      enableSorting: false,
      cell: ({ row: { original } }) => original.team.name,
    },
    {
      id: 'consent',
      header: t('samples.consent'),
      enableSorting: false,
      cell: ({
        row: {
          original: { consent },
        },
      }) =>
        consent ? (
          <>
            <Status tone="good">{t('samples.agreed')}</Status>
            <p className="text-xs text-ink2">
              {t('samples.terms', { cases: consent.mostCases, days: consent.keepDays })}
            </p>
            <p className="text-xs text-ink2">
              {consent.givenByName} · {instant(consent.givenAt)}
            </p>
          </>
        ) : (
          <Status tone="neutral">{t('samples.notAgreed')}</Status>
        ),
    },
    {
      id: 'kept',
      header: t('samples.kept'),
      enableSorting: false,
      meta: { align: 'right' },
      cell: ({ row: { original } }) => original.kept.toLocaleString('en-GB'),
    },
    {
      id: 'expiry',
      header: t('samples.nextExpiry'),
      enableSorting: false,
      meta: { hideOnPhone: true },
      cell: ({ row: { original } }) => (original.nextExpiry === null ? '–' : instant(original.nextExpiry)),
    },
    {
      id: 'actions',
      header: () => <span className="sr-only">{t('sets.actions')}</span>,
      enableSorting: false,
      meta: { align: 'right' },
      cell: ({ row: { original } }) => <ConsentActions row={original} names={names} />,
    },
  ];
  return (
    <DataTable data={rows} columns={columns} caption={t('samples.title')} rowId={({ team }) => team.id} />
  );
}

function ConsentActions({ row, names }: { row: SampleConsentDto; names: EvaluationNames }) {
  const { t } = useEvidenceText();
  const { team, consent, mayDecide } = row;
  const mayAdd = names.teams.some(({ id, mayEdit }) => id === team.id && mayEdit);
  if (!consent)
    return mayDecide ? (
      <FormSheet
        quiet
        label={t('samples.give')}
        title={t('samples.giveTitle', { team: team.name })}
        lead={t('samples.giveLead')}
        form={(close) => <ConsentForm teamId={team.id} onClose={close} />}
      />
    ) : null;
  return (
    <span className="flex flex-wrap justify-end gap-1">
      {mayAdd && (
        <FormSheet
          quiet
          wide
          label={t('samples.add')}
          title={t('samples.addTitle', { team: team.name })}
          lead={t('samples.addLead')}
          form={(close) => (
            <AddSetForm
              names={names}
              samplesOf={{ teamId: team.id, keepDays: consent.keepDays }}
              onClose={close}
            />
          )}
        />
      )}
      {mayDecide && <Withdraw row={row} />}
    </span>
  );
}

function Withdraw({ row }: { row: SampleConsentDto }) {
  const { t } = useEvidenceText();
  const { withdrawConsent } = useEvaluationActions();
  const refresh = useRefreshEvaluation();
  const { submit, explain } = useSubmit();
  return (
    <ConfirmDialog
      trigger={
        <Button variant="quiet" size="sm">
          {t('samples.withdraw')}
        </Button>
      }
      title={t('samples.withdrawTitle', { team: row.team.name })}
      description={t('samples.withdrawLead', { cases: row.kept })}
      confirmLabel={t('samples.withdraw')}
      reason="required"
      danger
      onConfirm={async (reason) => {
        const result = await submit(() => withdrawConsent(row.team.id, reason));
        if (!result.ok) return explain(result.error);
        toast.success(t('samples.withdrawn'));
        await refresh();
        return undefined;
      }}
    />
  );
}
