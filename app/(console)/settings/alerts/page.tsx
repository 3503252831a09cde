import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AreaMessages } from '@/app/area-messages';
import { QueryProvider } from '@/components/shell/query-provider';
import { reach } from '@/lib/access/permissions';
import { listTeams } from '@/lib/access/server/list-teams';
import { settingsContext } from '../settings-context';
import { AlertsClient } from './client';
import { readAlertSettings } from './data';
import { parseDeliverySearch } from './search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.tabs'))('alerts') };
}

export default async function AlertSettingsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [{ ctx, role, timeZone }, params] = await Promise.all([
    settingsContext('channels.read'),
    searchParams,
  ]);
  const search = parseDeliverySearch(params);
  const [settings, teams] = await Promise.all([readAlertSettings(ctx, search), listTeams(ctx, {})]);
  return (
    <AreaMessages of={['settings', 'errors', 'alerts']}>
      <QueryProvider>
        <AlertsClient
          settings={settings}
          search={search}
          teams={teams.filter((team) => team.state !== 'archived').map(({ id, name }) => ({ id, name }))}
          editable={reach(role, 'channels.edit') !== 'none'}
          timeZone={timeZone}
        />
      </QueryProvider>
    </AreaMessages>
  );
}
