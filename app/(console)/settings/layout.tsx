import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';
import { LinkTabs } from '@/components/ui/link-tabs';
import { type Permission, reach } from '@/lib/access/permissions';
import { settingsContext } from './settings-context';

const TABS = [
  ['organisation', 'settings.read'],
  ['people', 'people.read'],
  ['teams', 'teams.read'],
  ['keys', 'keys.read'],
  ['alerts', 'channels.read'],
  ['audit', 'audit.read'],
  ['roles', 'profile.edit'],
  ['profile', 'profile.edit'],
] as const satisfies [string, Permission][];

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const [{ role }, t] = await Promise.all([
    settingsContext('profile.edit'),
    getTranslations('settings.tabs'),
  ]);
  const tabs = TABS.filter(([, permission]) => reach(role, permission) !== 'none').map(([key]) => ({
    href: `/settings/${key}`,
    label: t(key),
  }));
  return (
    <AreaMessages of={['settings', 'errors', 'signIn']}>
      <LinkTabs tabs={tabs} label={t('label')} className="mb-5" />
      {children}
    </AreaMessages>
  );
}
