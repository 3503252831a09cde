import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/ui/page-header';
import { TableScroll } from '@/components/ui/table-scroll';
import { PERMISSIONS, type Permission, ROLES } from '@/lib/access/permissions';
import { settingsContext } from '../settings-context';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.tabs'))('roles') };
}

export default async function RolesPage() {
  const [{ role: own }, t] = await Promise.all([
    settingsContext('profile.edit'),
    getTranslations('settings'),
  ]);
  return (
    <>
      <PageHeader title={t('roleTable.sentence')} sub={t('roleTable.sub', { role: t(`roles.${own}`) })} />
      <TableScroll label={t('tabs.roles')}>
        <table className="data-table">
          <caption className="sr-only">{t('roleTable.sentence')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('roleTable.permission')}</th>
              {ROLES.map((role) => (
                <th key={role} scope="col" className={role === own ? 'text-ink!' : undefined}>
                  {t(`roles.${role}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(Object.keys(PERMISSIONS) as Permission[]).map((permission) => (
              <tr key={permission}>
                <th scope="row" className="min-w-[150px] font-normal">
                  {t(`permissions.${permission.replace('.', '_')}`)}
                </th>
                {ROLES.map((role) => {
                  const granted = PERMISSIONS[permission][role];
                  return (
                    <td key={role} className={granted === 'none' ? 'text-ink3' : 'whitespace-nowrap'}>
                      {t(`roleTable.${granted}`)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </>
  );
}
