'use client';

import type { ColumnDef } from '@tanstack/react-table';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DepartmentSelect } from '@/components/settings/department-select';
import { FormDialog } from '@/components/settings/form-dialog';
import { KeyAndName } from '@/components/settings/key-and-name';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { CountText } from '@/components/ui/figures';
import { Section } from '@/components/ui/section';
import { Status, type Tone } from '@/components/ui/status';
import type { TeamRow } from '@/lib/access/server/list-teams';
import { createTeamAction } from '../actions';
import type { DepartmentOption } from '../options';
import { TeamMenu } from './team-menu';

const TONES: Record<TeamRow['state'], Tone> = { active: 'good', pending: 'warn', archived: 'neutral' };

export function Teams({
  teams,
  departments,
  editable,
}: {
  teams: TeamRow[];
  departments: DepartmentOption[];
  editable: boolean;
}) {
  const t = useTranslations('settings');
  const [creating, setCreating] = useState(false);
  const create = editable && (
    <Button variant="primary" size="sm" onClick={() => setCreating(true)}>
      {t('teams.newTeam')}
    </Button>
  );

  const columns: ColumnDef<TeamRow>[] = [
    {
      accessorKey: 'name',
      header: t('name'),
      cell: ({ row: { original } }) => (
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{original.name}</span>
          <code className="text-xs text-ink2">{original.key}</code>
        </span>
      ),
    },
    {
      accessorKey: 'departmentName',
      header: t('teams.department'),
      meta: { hideOnPhone: true },
      cell: ({ row: { original } }) =>
        original.departmentName ?? <span className="text-ink2">{t('none')}</span>,
    },
    {
      accessorKey: 'people',
      header: t('teams.people'),
      meta: { align: 'right', hideOnPhone: true },
      cell: ({ row: { original } }) => <CountText count={original.people} />,
    },
    {
      accessorKey: 'activeKeys',
      header: t('teams.keys'),
      meta: { align: 'right', hideOnPhone: true },
      cell: ({ row: { original } }) => <CountText count={original.activeKeys} />,
    },
    {
      accessorKey: 'state',
      header: t('teams.state'),
      cell: ({ row: { original } }) => (
        <Status tone={TONES[original.state]}>{t(`teams.states.${original.state}`)}</Status>
      ),
    },
  ];
  if (editable)
    columns.push({
      id: 'actions',
      header: () => <span className="sr-only">{t('teams.state')}</span>,
      enableSorting: false,
      meta: { align: 'right' },
      cell: ({ row: { original } }) => <TeamMenu team={original} departments={departments} />,
    });

  return (
    <Section title={t('teams.teams')} actions={create}>
      <DataTable
        data={teams}
        columns={columns}
        caption={t('teams.teams')}
        rowId={(row) => row.id}
        empty={
          <EmptyState title={t('teams.empty')} action={create}>
            {t('teams.emptyHelp')}
          </EmptyState>
        }
      />
      <NewTeam open={creating} onClose={() => setCreating(false)} departments={departments} />
    </Section>
  );
}

function NewTeam({
  open,
  onClose,
  departments,
}: {
  open: boolean;
  onClose: () => void;
  departments: DepartmentOption[];
}) {
  const t = useTranslations('settings');
  const router = useRouter();
  const { submit, busy, field, summary, clear } = useSubmit();
  const [departmentId, setDepartmentId] = useState<string | null>(null);
  const close = () => {
    clear();
    onClose();
  };

  async function create(form: FormData) {
    const key = String(form.get('key') ?? '');
    const name = String(form.get('name') ?? '');
    const result = await submit(() => createTeamAction({ key, name, departmentId }));
    if (!result.ok) return;
    close();
    router.refresh();
  }

  return (
    <FormDialog
      open={open}
      onClose={close}
      title={t('teams.newTeam')}
      submitLabel={t('create')}
      busy={busy}
      error={summary}
      onSubmit={create}
    >
      <KeyAndName error={field} />
      <DepartmentSelect
        departments={departments}
        value={departmentId}
        onChange={setDepartmentId}
        error={field('departmentId')}
      />
    </FormDialog>
  );
}
