'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { KindChoice } from '@/components/alerts/kind-choice';
import { FormDialog } from '@/components/settings/form-dialog';
import { useSubmit } from '@/components/settings/use-submit';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { AlertKind } from '@/lib/alerts/alert';
import { CHANNEL_KINDS, type ChannelKind, type ChannelRow } from '@/lib/alerts/alert-dto';
import type { Locale } from '@/lib/money/format';
import type { TeamOption } from '../options';
import { createChannelAction, editChannelAction } from './actions';

const EVERY_TEAM = 'every';

/** Makes a channel, or changes one: its kind stays, and an address left blank is kept. */
export function ChannelDialog({
  channel,
  emailReady,
  teams,
  onClose,
  onSaved,
}: {
  channel: ChannelRow | undefined;
  emailReady: boolean;
  teams: TeamOption[];
  onClose: () => void;
  /** `secret` is undefined after an edit, null where the kind has none. */
  onSaved: (name: string, secret?: string | null) => void;
}) {
  const t = useTranslations('alerts.channels');
  const s = useTranslations('settings');
  const { submit, busy, field, summary } = useSubmit();
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? (emailReady ? 'email' : 'webhook'));
  const [kinds, setKinds] = useState<AlertKind[]>(channel?.kinds ?? []);
  const [team, setTeam] = useState(channel?.team?.id ?? EVERY_TEAM);
  const [locale, setLocale] = useState<Locale>(channel?.locale ?? 'en');

  async function save(form: FormData) {
    const name = String(form.get('name') ?? '');
    const target = String(form.get('target') ?? '').trim();
    const shared = { name, kinds, teamId: team === EVERY_TEAM ? null : team, locale };
    if (channel) {
      const change = { channelId: channel.id, ...shared, ...(target ? { target } : {}) };
      const result = await submit(() => editChannelAction(change));
      if (result.ok) onSaved(name);
    } else {
      const result = await submit(() => createChannelAction({ ...shared, kind, target }));
      if (result.ok) onSaved(name, result.value.secret);
    }
  }

  return (
    <FormDialog
      open
      onClose={onClose}
      title={channel ? t('editTitle', { name: channel.name }) : t('create')}
      description={t('createLead')}
      submitLabel={channel ? s('save') : s('create')}
      busy={busy}
      error={summary}
      onSubmit={save}
    >
      {!channel && (
        <Field label={t('kind')} hint={t(`kindHint.${kind}`)} error={field('kind')}>
          <Select
            value={kind}
            onValueChange={setKind}
            options={CHANNEL_KINDS.map((value) => ({ value, label: t(`kindOf.${value}`) }))}
          />
        </Field>
      )}
      <Field label={s('name')} hint={t('nameHint')} error={field('name')}>
        <Input name="name" autoComplete="off" defaultValue={channel?.name} />
      </Field>
      <Field
        label={t(`targetOf.${kind}`)}
        hint={channel ? t('keepTarget') : t(`targetHint.${kind}`)}
        error={field('target')}
      >
        <Input
          key={kind}
          name="target"
          type={kind === 'email' ? 'email' : 'url'}
          autoComplete="off"
          spellCheck={false}
          placeholder={channel?.target}
        />
      </Field>
      <KindChoice value={kinds} onChange={setKinds} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('team')} error={field('teamId')} className="min-w-0">
          <Select
            value={team}
            onValueChange={setTeam}
            options={[
              { value: EVERY_TEAM, label: t('anyTeam') },
              ...teams.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>
        <Field label={t('locale')} error={field('locale')} className="min-w-0">
          <Select
            value={locale}
            onValueChange={setLocale}
            options={(['en', 'zh-HK'] as const).map((value) => ({ value, label: s(`locales.${value}`) }))}
          />
        </Field>
      </div>
    </FormDialog>
  );
}
