'use client';

import { signIn } from 'next-auth/react';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { type OrganisationDraft, OrganisationFields } from '@/components/settings/organisation-fields';
import { useSubmit } from '@/components/settings/use-submit';
import { ZoneInput } from '@/components/settings/zone-input';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Section } from '@/components/ui/section';
import { setUp } from '../actions';
import { enterConsole } from '../enter-console';

const DEFAULTS = { name: '', fiscalYearStartMonth: 4, readingCurrency: 'HKD' } as const;

export function SetupForm({ zones, token }: { zones: readonly string[]; token: string }) {
  const t = useTranslations('setup');
  const signInText = useTranslations('signIn');
  const locale = useLocale() === 'zh-HK' ? 'zh-HK' : 'en';
  const [organisation, setOrganisation] = useState<OrganisationDraft>({ ...DEFAULTS, defaultLocale: locale });
  const [timeZone, setTimeZone] = useState('Asia/Hong_Kong');
  const { submit, busy, field, summary } = useSubmit();
  const [entering, setEntering] = useState(false);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    const admin = { name: text('adminName'), email: text('email'), password: text('password') };
    const result = await submit(() =>
      setUp({ token: text('token'), organisation: { ...organisation, timeZone }, admin }),
    );
    if (!result.ok) return;
    setEntering(true);
    const signedIn = await signIn('password', { ...admin, email: result.value.email, redirect: false });
    enterConsole(signedIn?.ok ? '/' : '/sign-in');
  }

  return (
    <form onSubmit={onSubmit} noValidate>
      <Field label={t('token')} hint={t('tokenHint')} error={field('token')}>
        <Input
          name="token"
          defaultValue={token}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
        />
      </Field>
      <Section title={t('organisation')}>
        <div className="grid gap-4">
          <OrganisationFields
            value={organisation}
            onChange={setOrganisation}
            error={(path) => field(`organisation.${path}`)}
          />
          <Field label={t('timeZone')} hint={t('timeZoneHint')} error={field('organisation.timeZone')}>
            <ZoneInput zones={zones} value={timeZone} onChange={(event) => setTimeZone(event.target.value)} />
          </Field>
        </div>
      </Section>
      <Section title={t('admin')}>
        <div className="grid gap-4">
          <Field label={t('adminName')} error={field('admin.name')}>
            <Input name="adminName" autoComplete="name" />
          </Field>
          <Field label={t('email')} error={field('admin.email')}>
            <Input name="email" type="email" autoComplete="username" />
          </Field>
          <Field label={t('password')} hint={signInText('passwordHint')} error={field('admin.password')}>
            <Input name="password" type="password" autoComplete="new-password" />
          </Field>
        </div>
      </Section>
      <div className="grid gap-3 pt-6">
        <FormError>{summary}</FormError>
        <Button type="submit" variant="primary" busy={busy || entering}>
          {t('submit')}
        </Button>
      </div>
    </form>
  );
}
