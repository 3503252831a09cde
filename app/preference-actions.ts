'use server';

import { cookies } from 'next/headers';
import { isLocale, LOCALE_COOKIE } from '@/i18n/locales';
import { readProfile } from '@/lib/access/server/read-profile';
import { updateProfile } from '@/lib/access/server/update-profile';
import { isCurrency } from '@/lib/money/currency';
import { CURRENCY_COOKIE } from './reading-currency';
import { findCtx } from './session';

const YEAR_SECONDS = 365 * 24 * 3600;
const OPTIONS = { path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax', httpOnly: true } as const;

/** Keeps the reader's language, also on their profile when signed in. Anything but one of ours is ignored. */
export async function chooseLocale(locale: string): Promise<void> {
  if (!isLocale(locale)) return;
  (await cookies()).set(LOCALE_COOKIE, locale, OPTIONS);
  const ctx = await findCtx();
  if (ctx?.actor.kind !== 'user') return;
  const profile = await readProfile(ctx, {});
  if (profile.locale !== locale) await updateProfile(ctx, { name: profile.name, locale });
}

/** Keeps the currency the reader wants amounts in. */
export async function chooseCurrency(currency: string): Promise<void> {
  if (!isCurrency(currency)) return;
  (await cookies()).set(CURRENCY_COOKIE, currency, OPTIONS);
}
