'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { Button } from '@/components/ui/button';
import { DropdownMenu, MenuLabel, MenuRadioGroup } from '@/components/ui/dropdown-menu';

export const THEMES = [
  { value: 'light', key: 'themeLight' },
  { value: 'dark', key: 'themeDark' },
  { value: 'system', key: 'themeSystem' },
] as const;

/** The icons are switched by the style sheet: the server does not know the reader's theme. */
export function ThemeSwitch() {
  const t = useTranslations('shell');
  const { theme, setTheme } = useTheme();
  return (
    <DropdownMenu
      trigger={
        <Button aria-label={t('theme')} className="w-[33px] px-0">
          <Sun aria-hidden className="dark:hidden" />
          <Moon aria-hidden className="hidden dark:block" />
        </Button>
      }
    >
      <MenuLabel className="flex items-center gap-1.5">
        <Monitor aria-hidden className="size-3" /> {t('theme')}
      </MenuLabel>
      <MenuRadioGroup
        value={theme ?? 'system'}
        onValueChange={setTheme}
        options={THEMES.map(({ value, key }) => ({ value, label: t(key) }))}
      />
    </DropdownMenu>
  );
}
