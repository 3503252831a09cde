import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/ui/page-header';
import { reach } from '@/lib/access/permissions';
import { listApiKeys } from '@/lib/access/server/list-api-keys';
import { listTeams } from '@/lib/access/server/list-teams';
import { settingsContext } from '../settings-context';
import { Keys } from './keys';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.tabs'))('keys') };
}

export default async function KeysPage() {
  const { ctx, role, timeZone } = await settingsContext('keys.read');
  const [keys, teams, t] = await Promise.all([
    listApiKeys(ctx, {}),
    listTeams(ctx, {}),
    getTranslations('settings'),
  ]);
  const editReach = reach(role, 'keys.edit');
  return (
    <>
      <PageHeader
        title={t('keys.sentence', { count: keys.filter((key) => key.state === 'active').length })}
        sub={editReach === 'none' ? t('readOnly') : t('keys.sub')}
      />
      <Keys
        keys={keys}
        teams={teams.filter((team) => team.state !== 'archived').map(({ id, name }) => ({ id, name }))}
        editable={editReach !== 'none'}
        anyTeam={editReach === 'all'}
        timeZone={timeZone}
      />
    </>
  );
}
