'use client';

import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ROLES, type Role } from '@/lib/access/permissions';
import { enterConsole } from '../enter-console';

/** One click a role. The server gives a session only in the demo organisation. */
export function DemoSignIn({ next }: { next: string }) {
  const t = useTranslations('signIn');
  const roles = useTranslations('settings.roles');
  const [busy, setBusy] = useState<Role>();
  const [error, setError] = useState(false);

  async function enter(role: Role) {
    setBusy(role);
    setError(false);
    const result = await signIn('demo', { role, redirect: false }).catch(() => undefined);
    if (result?.ok) return enterConsole(next);
    setBusy(undefined);
    setError(true);
  }

  return (
    <section aria-labelledby="demo-title" className="min-w-0">
      <h2 id="demo-title" className="border-t border-ink pt-2 font-medium">
        {t('demoTitle')}
      </h2>
      <p className="mb-2 text-ink2">{t('demoLead')}</p>
      <ul>
        {ROLES.map((role) => (
          <li key={role} className="border-b border-line">
            <button
              type="button"
              className="flex w-full flex-wrap items-baseline gap-x-3 py-2 text-left hover:text-accent disabled:opacity-55"
              disabled={busy !== undefined}
              aria-busy={busy === role || undefined}
              onClick={() => enter(role)}
            >
              <span className="font-medium">{roles(role)}</span>
              <span className="ml-auto text-right text-xs text-ink2">{t(`demo.${role}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      {error && (
        <p role="alert" className="pt-2 text-xs text-bad">
          <span aria-hidden>▲ </span>
          {t('failed')}
        </p>
      )}
    </section>
  );
}
