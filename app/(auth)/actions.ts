'use server';

import { cookies } from 'next/headers';
import { type ActionResult, toResult } from '@/app/action-result';
import { getDb } from '@/app/database';
import { chooseLocale } from '@/app/preference-actions';
import { findCtx } from '@/app/session';
import { isLocale, LOCALE_COOKIE } from '@/i18n/locales';
import { acceptPasswordLink } from '@/lib/access/server/accept-password-link';
import { completeSetup } from '@/lib/access/server/complete-setup';
import { systemCtx } from '@/lib/access/server/context';
import { readProfile } from '@/lib/access/server/read-profile';

/** After signing in: the language of the profile, unless this browser has chosen one. */
export async function applyProfileLocale(): Promise<void> {
  const ctx = await findCtx();
  if (!ctx || (await cookies()).has(LOCALE_COOKIE)) return;
  const { locale } = await readProfile(ctx, {});
  if (isLocale(locale)) await chooseLocale(locale);
}

/** First-run set-up. The token authorises it, so it runs as the system. */
export async function setUp(
  input: Parameters<typeof completeSetup>[1],
): Promise<ActionResult<{ email: string }>> {
  return toResult(() => completeSetup(systemCtx(getDb(), 'setup', new Date()), input));
}

/** Sets a password by a one-time link. The link authorises it, so it runs as the system. */
export async function choosePassword(input: {
  token: string;
  password: string;
}): Promise<ActionResult<{ email: string }>> {
  return toResult(() => acceptPasswordLink(systemCtx(getDb(), 'password-link', new Date()), input));
}
