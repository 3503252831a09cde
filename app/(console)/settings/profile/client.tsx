'use client';

import { useRouter } from 'next/navigation';
import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import { changePasswordAction, updateProfileAction } from '../actions';

type LocaleName = 'en' | 'zh-HK';

export function ProfileForm({ name, locale }: { name: string; locale: LocaleName }) {
  const t = useTranslations('settings');
  const router = useRouter();
  const { submit, busy, field, summary } = useSubmit();
  const [chosen, setChosen] = useState<LocaleName>(locale);

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('name') ?? '');
    const result = await submit(() => updateProfileAction({ name: typed, locale: chosen }));
    if (!result.ok) return;
    toast.success(t('saved'));
    router.refresh();
  }

  return (
    <Section title={t('profile.details')}>
      <form noValidate className="grid max-w-[420px] gap-4" onSubmit={save}>
        <Field label={t('name')} error={field('name')}>
          <Input name="name" defaultValue={name} autoComplete="name" />
        </Field>
        <Field label={t('profile.locale')} error={field('locale')}>
          <Select
            value={chosen}
            onValueChange={setChosen}
            options={(['en', 'zh-HK'] as const).map((value) => ({ value, label: t(`locales.${value}`) }))}
          />
        </Field>
        <FormError>{summary}</FormError>
        <Button type="submit" variant="primary" busy={busy} className="justify-self-start">
          {t('save')}
        </Button>
      </form>
    </Section>
  );
}

export function PasswordForm({ hasPassword, email }: { hasPassword: boolean; email: string }) {
  const t = useTranslations('settings.profile');
  const hint = useTranslations('signIn')('passwordHint');
  const { submit, busy, field, summary } = useSubmit();

  async function change(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const next = String(data.get('next') ?? '');
    const result = await submit(() =>
      changePasswordAction({ current: String(data.get('current') ?? ''), next }),
    );
    if (!result.ok) return;
    // The change ended every session, this one too.
    await signIn('password', { email: result.value.email, password: next, redirect: false });
    form.reset();
    toast.success(t('changed'));
  }

  return (
    <Section title={t('password')} note={hasPassword ? t('passwordNote') : undefined}>
      {hasPassword ? (
        <form noValidate className="grid max-w-[420px] gap-4" onSubmit={change}>
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <Field label={t('current')} error={field('current')}>
            <Input name="current" type="password" autoComplete="current-password" />
          </Field>
          <Field label={t('next')} hint={hint} error={field('next')}>
            <Input name="next" type="password" autoComplete="new-password" />
          </Field>
          <FormError>{summary}</FormError>
          <Button type="submit" busy={busy} className="justify-self-start">
            {t('change')}
          </Button>
        </form>
      ) : (
        <p className="text-ink2">{t('noPassword')}</p>
      )}
    </Section>
  );
}
