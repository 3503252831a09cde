'use client';

import { CircleUser } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/dropdown-menu';
import type { Role } from '@/lib/access/permissions';

/** Read only when somebody leaves. */
async function leave(): Promise<void> {
  const { signOut } = await import('next-auth/react');
  await signOut({ callbackUrl: '/sign-in' });
}

export function AccountMenu({ name, role }: { name: string; role: Role }) {
  const t = useTranslations('shell');
  return (
    <DropdownMenu
      trigger={
        <Button aria-label={t('accountOf', { name })} className="w-[33px] px-0">
          <CircleUser aria-hidden />
        </Button>
      }
    >
      <MenuLabel>
        <span className="block text-base font-medium text-ink">{name}</span>
        {t(`roles.${role}`)}
      </MenuLabel>
      <MenuSeparator />
      <MenuItem onSelect={() => void leave()}>{t('signOut')}</MenuItem>
    </DropdownMenu>
  );
}
