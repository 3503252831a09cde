import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AreaMessages } from '@/app/area-messages';
import { PageHeader } from '@/components/ui/page-header';
import { readProfile } from '@/lib/access/server/read-profile';
import { getAlertPreference } from '@/lib/alerts/server/get-alert-preference';
import { settingsContext } from '../settings-context';
import { AlertPreferenceForm } from './alert-preference';
import { PasswordForm, ProfileForm } from './client';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.tabs'))('profile') };
}

export default async function ProfilePage() {
  const { ctx } = await settingsContext('profile.edit');
  const [profile, preference, t] = await Promise.all([
    readProfile(ctx, {}),
    getAlertPreference(ctx, {}),
    getTranslations('settings'),
  ]);
  const teams = profile.teams.map((team) => team.name).join(', ');
  return (
    <AreaMessages of={['settings', 'errors', 'signIn', 'alerts']}>
      <PageHeader
        title={t('profile.sentence', { name: profile.name, role: t(`roles.${profile.role}`) })}
        sub={
          teams
            ? t('profile.subTeams', { email: profile.email, teams })
            : t('profile.sub', { email: profile.email })
        }
      />
      <ProfileForm name={profile.name} locale={profile.locale === 'zh-HK' ? 'zh-HK' : 'en'} />
      <AlertPreferenceForm preference={preference} email={profile.email} />
      <PasswordForm hasPassword={profile.hasPassword} email={profile.email} />
    </AreaMessages>
  );
}
