'use client';

import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { applyProfileLocale, choosePassword } from '../../actions';
import { enterConsole } from '../../enter-console';

export function PasswordForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations('signIn');
  const { submit, busy, field, summary } = useSubmit();
  const [entering, setEntering] = useState(false);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password') ?? '');
    const result = await submit(() => choosePassword({ token, password }));
    if (!result.ok) return;
    setEntering(true);
    const signedIn = await signIn('password', { email: result.value.email, password, redirect: false });
    if (signedIn?.ok) await applyProfileLocale();
    enterConsole(signedIn?.ok ? '/' : '/sign-in');
  }

  return (
    <form onSubmit={onSubmit} className="grid gap-4" noValidate>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label={t('newPassword')} hint={t('passwordHint')} error={field('password') ?? field('token')}>
        <Input name="password" type="password" autoComplete="new-password" />
      </Field>
      <FormError>{summary}</FormError>
      <Button type="submit" variant="primary" busy={busy || entering}>
        {t('linkSubmit')}
      </Button>
    </form>
  );
}
