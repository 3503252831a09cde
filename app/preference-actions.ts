'use server';

import { cookies } from 'next/headers';
import { isLocale, LOCALE_COOKIE } from '@/i18n/locales';
import { isCurrency } from '@/lib/money/currency';
import { CURRENCY_COOKIE } from './reading-currency';

const YEAR_SECONDS = 365 * 24 * 3600;
const OPTIONS = { path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax', httpOnly: true } as const;

/** Keeps the reader's language. Anything but one of ours is ignored. */
export async function chooseLocale(locale: string): Promise<void> {
  if (!isLocale(locale)) return;
  (await cookies()).set(LOCALE_COOKIE, locale, OPTIONS);
}

/** Keeps the currency the reader wants amounts in. */
export async function chooseCurrency(currency: string): Promise<void> {
  if (!isCurrency(currency)) return;
  (await cookies()).set(CURRENCY_COOKIE, currency, OPTIONS);
}
