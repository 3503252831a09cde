import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/ui/page-header';
import { reach } from '@/lib/access/permissions';
import { readOrganisation } from '@/lib/access/server/read-organisation';
import { wholeHourZones } from '@/lib/access/time-zones';
import { settingsContext } from '../settings-context';
import { OrganisationForm, ZoneForm } from './client';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.tabs'))('organisation') };
}

export default async function OrganisationPage() {
  const { ctx, role } = await settingsContext('settings.read');
  const [organisation, t] = await Promise.all([readOrganisation(ctx, {}), getTranslations('settings')]);
  const editable = reach(role, 'settings.edit') === 'all';
  return (
    <>
      <PageHeader
        title={t('organisation.sentence', {
          name: organisation.name,
          currency: organisation.readingCurrency,
          zone: organisation.timeZone,
        })}
        sub={editable ? t('organisation.sub') : t('readOnly')}
      />
      <OrganisationForm organisation={organisation} editable={editable} />
      <ZoneForm timeZone={organisation.timeZone} zones={wholeHourZones()} editable={editable} />
    </>
  );
}
