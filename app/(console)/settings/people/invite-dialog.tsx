'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormDialog } from '@/components/settings/form-dialog';
import { TeamChoice } from '@/components/settings/team-choice';
import { useSubmit } from '@/components/settings/use-submit';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { ROLES, type Role } from '@/lib/access/permissions';
import { inviteUserAction } from '../actions';
import type { TeamOption } from '../options';

export function InviteDialog({
  open,
  onClose,
  teams,
  showLink,
}: {
  open: boolean;
  onClose: () => void;
  teams: TeamOption[];
  showLink: (name: string, token: string, expiresAt: string) => void;
}) {
  const t = useTranslations('settings');
  const router = useRouter();
  const { submit, busy, field, summary, clear } = useSubmit();
  const [role, setRole] = useState<Role>('engineer');
  const [teamIds, setTeamIds] = useState<string[]>([]);
  const [locale, setLocale] = useState<'en' | 'zh-HK'>('en');

  function close() {
    clear();
    setTeamIds([]);
    onClose();
  }

  async function invite(form: FormData) {
    const name = String(form.get('name') ?? '');
    const email = String(form.get('email') ?? '');
    const result = await submit(() => inviteUserAction({ name, email, role, teamIds, locale }));
    if (!result.ok) return;
    close();
    if (result.value.token && result.value.expiresAt)
      showLink(name, result.value.token, result.value.expiresAt);
    router.refresh();
  }

  return (
    <FormDialog
      open={open}
      onClose={close}
      title={t('people.invite')}
      description={t('people.inviteLead')}
      submitLabel={t('create')}
      busy={busy}
      error={summary}
      onSubmit={invite}
    >
      <Field label={t('name')} error={field('name')}>
        <Input name="name" autoComplete="off" />
      </Field>
      <Field label={t('people.email')} error={field('email')}>
        <Input name="email" type="email" autoComplete="off" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('people.role')} error={field('role')}>
          <Select
            value={role}
            onValueChange={setRole}
            options={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
          />
        </Field>
        <Field label={t('people.locale')}>
          <Select
            value={locale}
            onValueChange={setLocale}
            options={(['en', 'zh-HK'] as const).map((value) => ({ value, label: t(`locales.${value}`) }))}
          />
        </Field>
      </div>
      <TeamChoice
        legend={t('people.teams')}
        hint={t('people.teamsHint')}
        teams={teams}
        value={teamIds}
        onChange={setTeamIds}
      />
    </FormDialog>
  );
}
