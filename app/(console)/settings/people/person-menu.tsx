'use client';

import { Ellipsis } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormDialog } from '@/components/settings/form-dialog';
import { TeamChoice } from '@/components/settings/team-choice';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { ROLES, type Role } from '@/lib/access/permissions';
import type { PersonRow } from '@/lib/access/server/list-users';
import type { ActionResult } from '@/lib/action-result';
import {
  changeRoleAction,
  disableUserAction,
  enableUserAction,
  endSessionsAction,
  resetPasswordAction,
  setUserTeamsAction,
} from '../actions';
import type { TeamOption } from '../options';

type Step = 'role' | 'teams' | 'reset' | 'end' | 'disable' | 'enable';

export function PersonMenu({
  person,
  teams,
  own,
  showLink,
}: {
  person: PersonRow;
  teams: TeamOption[];
  own: boolean;
  showLink: (name: string, token: string, expiresAt: string) => void;
}) {
  const t = useTranslations('settings');
  const router = useRouter();
  const { submit, busy, summary, field, explain, clear } = useSubmit();
  const [step, setStep] = useState<Step>();
  const [role, setRole] = useState<Role>(person.role);
  const [teamIds, setTeamIds] = useState<string[]>([]);
  const userId = person.id;
  const name = person.name;
  const close = () => {
    clear();
    setStep(undefined);
  };

  /** Runs a change; a refusal comes back as the text for the dialog. */
  async function change<T>(run: () => Promise<ActionResult<T>>): Promise<string | undefined> {
    const result = await submit(run);
    if (!result.ok) return explain(result.error);
    router.refresh();
    return undefined;
  }

  async function reset(reason: string): Promise<string | undefined> {
    const result = await submit(() => resetPasswordAction({ userId, reason }));
    if (!result.ok) return explain(result.error);
    showLink(name, result.value.token, result.value.expiresAt);
    router.refresh();
    return undefined;
  }

  const confirmations = {
    role: {
      title: t('people.changeRoleTitle', { name }),
      description: t('people.changeRoleLead', { role: t(`roles.${person.role}`) }),
      confirmLabel: t('people.changeRole'),
      reason: 'required',
      danger: false,
      onConfirm: (reason: string) => change(() => changeRoleAction({ userId, role, reason })),
    },
    reset: {
      title: t('people.resetTitle', { name }),
      description: t('people.resetLead'),
      confirmLabel: t('people.reset'),
      reason: 'required',
      danger: true,
      onConfirm: reset,
    },
    end: {
      title: t('people.endTitle', { name }),
      description: t('people.endLead'),
      confirmLabel: t('people.end'),
      reason: 'none',
      danger: true,
      onConfirm: () => change(() => endSessionsAction({ userId })),
    },
    disable: {
      title: t('people.disableTitle', { name }),
      description: t('people.disableLead'),
      confirmLabel: t('people.disable'),
      reason: 'required',
      danger: true,
      onConfirm: (reason: string) => change(() => disableUserAction({ userId, reason })),
    },
    enable: {
      title: t('people.enableTitle', { name }),
      description: t('people.enableLead'),
      confirmLabel: t('people.enable'),
      reason: 'none',
      danger: false,
      onConfirm: () => change(() => enableUserAction({ userId })),
    },
  } as const;
  const confirmation = step && step !== 'teams' ? confirmations[step] : undefined;

  return (
    <>
      <DropdownMenu
        trigger={
          <Button variant="quiet" size="sm" aria-label={t('actions', { name })}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem
          onSelect={() => {
            setRole(person.role);
            setStep('role');
          }}
        >
          {t('people.changeRole')}
        </MenuItem>
        <MenuItem
          onSelect={() => {
            setTeamIds(person.teams.map((team) => team.id));
            setStep('teams');
          }}
        >
          {t('people.setTeams')}
        </MenuItem>
        <MenuSeparator />
        {person.state === 'disabled' ? (
          <MenuItem onSelect={() => setStep('enable')}>{t('people.enable')}</MenuItem>
        ) : (
          <>
            <MenuItem onSelect={() => setStep('end')}>{t('people.end')}</MenuItem>
            <MenuItem disabled={own} onSelect={() => setStep('reset')}>
              {t('people.reset')}
            </MenuItem>
            <MenuItem danger disabled={own} onSelect={() => setStep('disable')}>
              {t('people.disable')}
            </MenuItem>
          </>
        )}
      </DropdownMenu>
      {confirmation && (
        <ConfirmDialog open onOpenChange={(open) => !open && close()} {...confirmation}>
          {step === 'role' && (
            <Field label={t('people.role')} error={field('role')}>
              <Select
                value={role}
                onValueChange={setRole}
                options={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
              />
            </Field>
          )}
        </ConfirmDialog>
      )}
      <FormDialog
        open={step === 'teams'}
        onClose={close}
        title={t('people.setTeamsTitle', { name })}
        submitLabel={t('save')}
        busy={busy}
        error={summary ?? field('teamIds')}
        onSubmit={async () => {
          if ((await change(() => setUserTeamsAction({ userId, teamIds }))) === undefined) close();
        }}
      >
        <TeamChoice
          legend={t('people.teams')}
          hint={t('people.teamsHint')}
          teams={teams}
          value={teamIds}
          onChange={setTeamIds}
        />
      </FormDialog>
    </>
  );
}
