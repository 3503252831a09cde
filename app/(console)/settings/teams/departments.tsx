'use client';

import type { ColumnDef } from '@tanstack/react-table';
import { Ellipsis } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormDialog } from '@/components/settings/form-dialog';
import { KeyAndName } from '@/components/settings/key-and-name';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DataTable } from '@/components/ui/data-table';
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { CountText } from '@/components/ui/figures';
import { Input } from '@/components/ui/input';
import { Section } from '@/components/ui/section';
import { Status } from '@/components/ui/status';
import type { DepartmentRow } from '@/lib/access/server/list-departments';
import type { ActionResult } from '@/lib/action-result';
import { archiveDepartmentAction, createDepartmentAction, renameDepartmentAction } from '../actions';

export function Departments({ departments, editable }: { departments: DepartmentRow[]; editable: boolean }) {
  const t = useTranslations('settings');
  const router = useRouter();
  const { submit, busy, field, summary, clear } = useSubmit();
  const [creating, setCreating] = useState(false);
  const close = () => {
    clear();
    setCreating(false);
  };
  const createButton = editable && (
    <Button size="sm" onClick={() => setCreating(true)}>
      {t('teams.newDepartment')}
    </Button>
  );

  async function create(form: FormData) {
    const key = String(form.get('key') ?? '');
    const name = String(form.get('name') ?? '');
    const result = await submit(() => createDepartmentAction({ key, name }));
    if (!result.ok) return;
    close();
    router.refresh();
  }

  const columns: ColumnDef<DepartmentRow>[] = [
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
      accessorKey: 'teams',
      header: t('teams.teams'),
      meta: { align: 'right' },
      cell: ({ row: { original } }) => <CountText count={original.teams} />,
    },
    {
      accessorKey: 'archived',
      header: t('teams.state'),
      cell: ({ row: { original } }) => (
        <Status tone={original.archived ? 'neutral' : 'good'}>
          {t(`teams.states.${original.archived ? 'archived' : 'active'}`)}
        </Status>
      ),
    },
  ];
  if (editable)
    columns.push({
      id: 'actions',
      header: () => <span className="sr-only">{t('teams.state')}</span>,
      enableSorting: false,
      meta: { align: 'right' },
      cell: ({ row: { original } }) => <DepartmentMenu department={original} />,
    });

  return (
    <Section title={t('teams.departments')} actions={createButton}>
      <DataTable
        data={departments}
        columns={columns}
        caption={t('teams.departments')}
        rowId={(row) => row.id}
        empty={
          <EmptyState title={t('teams.emptyDepartments')} action={createButton}>
            {t('teams.emptyDepartmentsHelp')}
          </EmptyState>
        }
      />
      <FormDialog
        open={creating}
        onClose={close}
        title={t('teams.newDepartment')}
        submitLabel={t('create')}
        busy={busy}
        error={summary}
        onSubmit={create}
      >
        <KeyAndName error={field} />
      </FormDialog>
    </Section>
  );
}

function DepartmentMenu({ department }: { department: DepartmentRow }) {
  const t = useTranslations('settings');
  const router = useRouter();
  const { submit, busy, field, summary, explain, clear } = useSubmit();
  const [step, setStep] = useState<'rename' | 'archive'>();
  const departmentId = department.id;
  const close = () => {
    clear();
    setStep(undefined);
  };

  async function change<T>(run: () => Promise<ActionResult<T>>): Promise<string | undefined> {
    const result = await submit(run);
    if (!result.ok) return explain(result.error);
    close();
    router.refresh();
    return undefined;
  }

  return (
    <>
      <DropdownMenu
        trigger={
          <Button variant="quiet" size="sm" aria-label={t('actions', { name: department.name })}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={() => setStep('rename')}>{t('teams.rename')}</MenuItem>
        <MenuItem danger disabled={department.archived} onSelect={() => setStep('archive')}>
          {t('teams.archive')}
        </MenuItem>
      </DropdownMenu>
      <FormDialog
        open={step === 'rename'}
        onClose={close}
        title={t('teams.renameTitle', { name: department.name })}
        submitLabel={t('save')}
        busy={busy}
        error={summary}
        onSubmit={(form) => {
          const name = String(form.get('name') ?? '');
          void change(() => renameDepartmentAction({ departmentId, name }));
        }}
      >
        <Field label={t('name')} error={field('name')}>
          <Input name="name" defaultValue={department.name} autoComplete="off" />
        </Field>
      </FormDialog>
      <ConfirmDialog
        open={step === 'archive'}
        onOpenChange={(next) => !next && close()}
        title={t('teams.archiveDepartmentTitle', { name: department.name })}
        description={t('teams.archiveDepartmentLead')}
        confirmLabel={t('teams.archive')}
        reason="required"
        danger
        onConfirm={(reason) => change(() => archiveDepartmentAction({ departmentId, reason }))}
      />
    </>
  );
}
