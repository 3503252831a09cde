import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { isLocale, LOCALE_COOKIE, LOCALES, type Locale, localeFromHeader } from './locales';
import { organisationLocale } from './organisation-locale';

/** The reader's own choice, then their browser's, then the organisation's. */
async function chooseLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  if (isLocale(chosen)) return chosen;
  const asked = localeFromHeader((await headers()).get('accept-language'));
  return asked ?? (await organisationLocale()) ?? LOCALES[0];
}

export default getRequestConfig(async () => {
  const locale = await chooseLocale();
  const messages = (await import(`../messages/${locale}.json`)).default;
  return { locale, messages, timeZone: 'Asia/Hong_Kong' };
});
