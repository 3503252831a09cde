'use client';

import { CircleUser } from 'lucide-react';
import { signOut } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/dropdown-menu';
import type { Role } from '@/lib/access/permissions';

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
      <MenuItem onSelect={() => void signOut({ callbackUrl: '/sign-in' })}>{t('signOut')}</MenuItem>
    </DropdownMenu>
  );
}
