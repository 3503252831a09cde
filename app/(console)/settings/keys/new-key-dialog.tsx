'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormDialog } from '@/components/settings/form-dialog';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { KEY_SCOPES, type KeyScope } from '@/lib/access/actor';
import { createApiKeyAction } from '../actions';

const ANY_TEAM = 'any';
const EXPIRY_DAYS = ['30', '90', '365', 'never'] as const;
type Expiry = (typeof EXPIRY_DAYS)[number];

const expiryDate = (expiry: Expiry): string | null =>
  expiry === 'never' ? null : new Date(Date.now() + Number(expiry) * 86_400_000).toISOString();

export function NewKeyDialog({
  open,
  onClose,
  teams,
  anyTeam,
  onCreated,
}: {
  open: boolean;
  onClose: () => void;
  teams: { id: string; name: string }[];
  anyTeam: boolean;
  onCreated: (key: string) => void;
}) {
  const t = useTranslations('settings.keys');
  const s = useTranslations('settings');
  const router = useRouter();
  const { submit, busy, field, summary, clear } = useSubmit();
  const [team, setTeam] = useState<string | undefined>(teams.length === 1 ? teams[0]?.id : undefined);
  const [scopes, setScopes] = useState<KeyScope[]>(['usage:write']);
  const [expiry, setExpiry] = useState<Expiry>('365');
  const [teamMissing, setTeamMissing] = useState(false);

  function close() {
    clear();
    setTeamMissing(false);
    onClose();
  }

  async function create(form: FormData) {
    setTeamMissing(team === undefined);
    if (team === undefined) return;
    const result = await submit(() =>
      createApiKeyAction({
        name: String(form.get('name') ?? ''),
        scopes,
        teamId: team === ANY_TEAM ? null : team,
        expiresAt: expiryDate(expiry),
      }),
    );
    if (!result.ok) return;
    close();
    onCreated(result.value.key);
    router.refresh();
  }

  return (
    <FormDialog
      open={open}
      onClose={close}
      title={t('create')}
      description={t('createLead')}
      submitLabel={s('create')}
      busy={busy}
      error={summary}
      onSubmit={create}
    >
      <Field label={s('name')} hint={t('nameHint')} error={field('name')}>
        <Input name="name" autoComplete="off" />
      </Field>
      <Field label={t('team')} error={teamMissing ? t('chooseTeam') : field('teamId')}>
        <Select
          value={team}
          onValueChange={setTeam}
          placeholder={t('chooseTeam')}
          options={[
            ...(anyTeam ? [{ value: ANY_TEAM, label: t('anyTeam') }] : []),
            ...teams.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Field>
      <fieldset className="grid gap-1.5">
        <legend className="pb-1 font-medium">{t('scopes')}</legend>
        {KEY_SCOPES.map((scope) => (
          <Checkbox
            key={scope}
            label={
              <>
                {t(`scope.${scope}`)} <code className="text-xs text-ink2">{scope}</code>
              </>
            }
            checked={scopes.includes(scope)}
            onCheckedChange={(checked) =>
              setScopes(checked === true ? [...scopes, scope] : scopes.filter((one) => one !== scope))
            }
          />
        ))}
        <FormError>{field('scopes')}</FormError>
      </fieldset>
      <Field label={t('expires')} error={field('expiresAt')}>
        <Select
          value={expiry}
          onValueChange={setExpiry}
          options={EXPIRY_DAYS.map((value) => ({ value, label: t(`expiry.${value}`) }))}
        />
      </Field>
    </FormDialog>
  );
}
