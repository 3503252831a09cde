import { redirect } from 'next/navigation';
import { reach } from '@/lib/access/permissions';
import { settingsContext } from './settings-context';

/** The first settings page this role may read. */
export default async function SettingsPage() {
  const { role } = await settingsContext('profile.edit');
  if (reach(role, 'settings.read') !== 'none') redirect('/settings/organisation');
  redirect(reach(role, 'keys.read') !== 'none' ? '/settings/keys' : '/settings/profile');
}
