import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/ui/page-header';
import { reach } from '@/lib/access/permissions';
import { listTeams } from '@/lib/access/server/list-teams';
import { listUsers } from '@/lib/access/server/list-users';
import { settingsContext } from '../settings-context';
import { Lookup } from './lookup';
import { People } from './people';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.tabs'))('people') };
}

export default async function PeoplePage() {
  const { ctx, actor, role, timeZone } = await settingsContext('people.read');
  const [people, teams, t] = await Promise.all([
    listUsers(ctx, {}),
    listTeams(ctx, {}),
    getTranslations('settings'),
  ]);
  const count = (state: string) => people.filter((person) => person.state === state).length;
  const editable = reach(role, 'people.edit') === 'all';
  return (
    <>
      <PageHeader
        title={t('people.sentence', { active: count('active'), invited: count('invited') })}
        sub={editable ? t('people.sub') : t('readOnly')}
      />
      <People
        people={people}
        teams={teams.filter((team) => team.state === 'active').map(({ id, name }) => ({ id, name }))}
        ownId={actor.id}
        editable={editable}
        timeZone={timeZone}
      />
      {reach(role, 'people.lookup') === 'all' && <Lookup />}
    </>
  );
}
