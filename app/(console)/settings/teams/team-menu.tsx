'use client';

import { Ellipsis } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DepartmentSelect } from '@/components/settings/department-select';
import { FormDialog } from '@/components/settings/form-dialog';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { TeamRow } from '@/lib/access/server/list-teams';
import type { ActionResult } from '@/lib/action-result';
import {
  adoptTeamAction,
  archiveTeamAction,
  renameTeamAction,
  restoreTeamAction,
  setTeamDepartmentAction,
} from '../actions';
import type { DepartmentOption } from '../options';

type Step = 'rename' | 'move' | 'adopt' | 'archive' | 'restore';

export function TeamMenu({ team, departments }: { team: TeamRow; departments: DepartmentOption[] }) {
  const t = useTranslations('settings');
  const router = useRouter();
  const { submit, busy, field, summary, explain, clear } = useSubmit();
  const [step, setStep] = useState<Step>();
  const [departmentId, setDepartmentId] = useState(team.departmentId);
  const teamId = team.id;
  const name = team.name;
  const close = () => {
    clear();
    setStep(undefined);
  };
  const open = (next: Step) => {
    setDepartmentId(team.departmentId);
    setStep(next);
  };

  async function change<T>(run: () => Promise<ActionResult<T>>): Promise<string | undefined> {
    const result = await submit(run);
    if (!result.ok) return explain(result.error);
    close();
    router.refresh();
    return undefined;
  }

  function save(form: FormData) {
    const typed = String(form.get('name') ?? '');
    if (step === 'rename') return void change(() => renameTeamAction({ teamId, name: typed }));
    if (step === 'move') return void change(() => setTeamDepartmentAction({ teamId, departmentId }));
    void change(() => adoptTeamAction({ teamId, name: typed, departmentId }));
  }

  const titles = {
    rename: t('teams.renameTitle', { name }),
    move: t('teams.moveTitle', { name }),
    adopt: t('teams.adoptTitle', { name }),
  };
  const editing = step === 'rename' || step === 'move' || step === 'adopt' ? step : undefined;

  return (
    <>
      <DropdownMenu
        trigger={
          <Button variant="quiet" size="sm" aria-label={t('actions', { name })}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {team.state === 'pending' && <MenuItem onSelect={() => open('adopt')}>{t('teams.adopt')}</MenuItem>}
        <MenuItem onSelect={() => open('rename')}>{t('teams.rename')}</MenuItem>
        <MenuItem onSelect={() => open('move')}>{t('teams.move')}</MenuItem>
        <MenuSeparator />
        {team.state === 'archived' ? (
          <MenuItem onSelect={() => open('restore')}>{t('teams.restore')}</MenuItem>
        ) : (
          <MenuItem danger onSelect={() => open('archive')}>
            {t('teams.archive')}
          </MenuItem>
        )}
      </DropdownMenu>
      <FormDialog
        open={editing !== undefined}
        onClose={close}
        title={editing ? titles[editing] : ''}
        description={editing === 'adopt' ? t('teams.adoptLead', { key: team.key }) : undefined}
        submitLabel={editing === 'adopt' ? t('teams.adopt') : t('save')}
        busy={busy}
        error={summary ?? field('teamId')}
        onSubmit={save}
      >
        {editing !== 'move' && (
          <Field label={t('name')} error={field('name')}>
            <Input name="name" defaultValue={name} autoComplete="off" />
          </Field>
        )}
        {editing !== 'rename' && (
          <DepartmentSelect
            departments={departments}
            value={departmentId}
            onChange={setDepartmentId}
            error={field('departmentId')}
          />
        )}
      </FormDialog>
      <ConfirmDialog
        open={step === 'archive'}
        onOpenChange={(next) => !next && close()}
        title={t('teams.archiveTeamTitle', { name })}
        description={t('teams.archiveTeamLead', { keys: team.activeKeys })}
        confirmLabel={t('teams.archive')}
        reason="required"
        danger
        onConfirm={(reason) => change(() => archiveTeamAction({ teamId, reason }))}
      />
      <ConfirmDialog
        open={step === 'restore'}
        onOpenChange={(next) => !next && close()}
        title={t('teams.restoreTitle', { name })}
        description={t('teams.restoreLead')}
        confirmLabel={t('teams.restore')}
        onConfirm={() => change(() => restoreTeamAction({ teamId }))}
      />
    </>
  );
}
