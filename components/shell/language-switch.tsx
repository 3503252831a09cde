'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DropdownMenu, MenuLabel, MenuRadioGroup } from '@/components/ui/dropdown-menu';
import type { Locale } from '@/lib/money/format';
import type { ShellActions } from './shell-actions';
import { usePreferences } from './use-preferences';

export const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'zh-HK', label: '繁體中文' },
] as const;

export function LanguageSwitch({ actions }: { actions: Pick<ShellActions, 'chooseLocale'> }) {
  const t = useTranslations('shell');
  const locale = useLocale() as Locale;
  const { setLocale, pending } = usePreferences({ ...actions, chooseCurrency: async () => {} });
  const current = LANGUAGES.find((language) => language.value === locale) ?? LANGUAGES[0];
  return (
    <DropdownMenu
      trigger={
        <Button aria-label={`${t('language')}: ${current.label}`} busy={pending}>
          {current.label}
        </Button>
      }
    >
      <MenuLabel>{t('language')}</MenuLabel>
      <MenuRadioGroup
        value={locale}
        onValueChange={setLocale}
        options={LANGUAGES.map((language) => ({ ...language, lang: language.value }))}
      />
    </DropdownMenu>
  );
}
