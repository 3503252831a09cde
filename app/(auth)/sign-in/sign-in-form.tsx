'use client';

import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { applyProfileLocale } from '../actions';
import { enterConsole } from '../enter-console';

export function SignInForm({
  next,
  sso,
  problem,
}: {
  next: string;
  sso: boolean;
  problem?: string | undefined;
}) {
  const t = useTranslations('signIn');
  const [error, setError] = useState(problem);
  const [busy, setBusy] = useState(false);

  /** `throttled:SECONDS` says how long; next-auth passes it through as the error. */
  function explain(code: string): string {
    const seconds = /^throttled:(\d+)$/.exec(code)?.[1];
    if (code === 'wrong') return t('wrong');
    if (!seconds) return t('failed');
    const wait = Number(seconds);
    return t('throttled', {
      wait: wait < 120 ? t('seconds', { count: wait }) : t('minutes', { count: Math.ceil(wait / 60) }),
    });
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(undefined);
    const result = await signIn('password', {
      email: form.get('email'),
      password: form.get('password'),
      redirect: false,
    }).catch(() => undefined);
    if (result?.ok) {
      await applyProfileLocale();
      return enterConsole(next);
    }
    setBusy(false);
    setError(explain(result?.error ?? ''));
  }

  return (
    <form onSubmit={submit} className="grid content-start gap-4">
      <Field label={t('email')}>
        <Input name="email" type="email" autoComplete="username" required />
      </Field>
      <Field label={t('password')} error={error}>
        <Input name="password" type="password" autoComplete="current-password" required />
      </Field>
      <Button type="submit" variant="primary" busy={busy}>
        {t('submit')}
      </Button>
      {sso && (
        <>
          <p className="text-center text-xs text-ink2">{t('or')}</p>
          <Button onClick={() => void signIn('oidc', { callbackUrl: next })}>{t('sso')}</Button>
        </>
      )}
    </form>
  );
}
