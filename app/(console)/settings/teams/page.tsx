import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/ui/page-header';
import { reach } from '@/lib/access/permissions';
import { listDepartments } from '@/lib/access/server/list-departments';
import { listTeams } from '@/lib/access/server/list-teams';
import { settingsContext } from '../settings-context';
import { Departments } from './departments';
import { Teams } from './teams';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.tabs'))('teams') };
}

export default async function TeamsPage() {
  const { ctx, role } = await settingsContext('teams.read');
  const mayReadDepartments = reach(role, 'departments.read') === 'all';
  const [teams, departments, t] = await Promise.all([
    listTeams(ctx, {}),
    mayReadDepartments ? listDepartments(ctx, {}) : [],
    getTranslations('settings'),
  ]);
  const editable = reach(role, 'teams.edit') === 'all';
  const open = new Set(teams.flatMap((team) => team.departmentId ?? []));
  return (
    <>
      <PageHeader
        title={t('teams.sentence', {
          teams: teams.filter((team) => team.state === 'active').length,
          departments: mayReadDepartments ? departments.filter((row) => !row.archived).length : open.size,
          pending: teams.filter((team) => team.state === 'pending').length,
        })}
        sub={editable ? t('teams.sub') : t('readOnly')}
      />
      <Teams teams={teams} departments={departments.filter((row) => !row.archived)} editable={editable} />
      {mayReadDepartments && <Departments departments={departments} editable={editable} />}
    </>
  );
}
