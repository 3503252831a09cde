import type { Locale } from './locales';

/** The organisation's default language, or null before set-up. */
export async function organisationLocale(): Promise<Locale | null> {
  return null;
}
