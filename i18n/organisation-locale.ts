import { getDb } from '@/app/database';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { isLocale, type Locale } from './locales';

/** The organisation's default language, or null before set-up. */
export async function organisationLocale(): Promise<Locale | null> {
  const organisation = await getOrganisation(getDb());
  return isLocale(organisation?.defaultLocale) ? organisation.defaultLocale : null;
}
