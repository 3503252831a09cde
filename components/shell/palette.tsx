'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { Dialog } from 'radix-ui';
import { type RefObject, useState } from 'react';
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '@/components/ui/command';
import { overlayStyles } from '@/components/ui/dialog-parts';
import { useFocusBack } from '@/components/ui/use-focus-back';
import type { Role } from '@/lib/access/permissions';
import { CURRENCIES } from '@/lib/money/currency';
import { isShownTo } from './areas';
import { LANGUAGES } from './language-switch';
import { PALETTE_PAGES } from './palette-pages';
import { QueryProvider } from './query-provider';
import type { PaletteEntry, ShellActions } from './shell-actions';
import { THEMES } from './theme-switch';
import { usePreferences } from './use-preferences';

interface PaletteProps {
  role: Role;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Has the focus back when the palette closes. */
  opener: RefObject<HTMLElement | null>;
  actions: ShellActions;
}

/** ⌘K: pages, saved views, teams, models and the reader's own preferences. */
export default function Palette(props: PaletteProps) {
  return (
    <QueryProvider>
      <PaletteDialog {...props} />
    </QueryProvider>
  );
}

function PaletteDialog({ role, open, onOpenChange, opener, actions }: PaletteProps) {
  const focusBack = useFocusBack(opener);
  const t = useTranslations('shell');
  const router = useRouter();
  const { setTheme } = useTheme();
  const { setLocale, setCurrency } = usePreferences(actions);
  const [text, setText] = useState('');
  const found = useQuery({
    queryKey: ['palette', text.trim()],
    queryFn: () => actions.search(text.trim()),
    enabled: open,
    placeholderData: keepPreviousData,
  });

  const run = (work: () => void) => () => {
    onOpenChange(false);
    setText('');
    work();
  };
  const entries = (list: readonly PaletteEntry[] | undefined, kind: string) =>
    list?.map((entry) => (
      <CommandItem
        key={entry.id}
        value={`${kind}-${entry.id}`}
        keywords={[entry.label, entry.hint ?? '']}
        onSelect={run(() => router.push(entry.href))}
      >
        <span className="truncate">{entry.label}</span>
        {entry.hint && <span className="ml-auto pl-3 text-xs text-ink2">{entry.hint}</span>}
      </CommandItem>
    ));

  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyles} />
        <Dialog.Content
          {...focusBack}
          aria-describedby={undefined}
          className="fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-[560px] -translate-x-1/2 overflow-hidden rounded-lg border bg-raise shadow-float outline-none"
        >
          <Dialog.Title className="sr-only">{t('palette')}</Dialog.Title>
          <Command label={t('palette')}>
            <CommandInput value={text} onValueChange={setText} placeholder={t('search')} />
            <CommandList label={t('palette')}>
              <CommandEmpty>{found.isFetching ? t('searching') : t('noResults')}</CommandEmpty>
              <CommandGroup heading={t('pagesGroup')}>
                {PALETTE_PAGES.filter((page) => isShownTo(role, page)).map(({ key, href }) => (
                  <CommandItem
                    key={href}
                    value={t(key)}
                    keywords={[href]}
                    onSelect={run(() => router.push(href))}
                  >
                    {t(key)}
                  </CommandItem>
                ))}
              </CommandGroup>
              {found.data && found.data.views.length > 0 && (
                <CommandGroup heading={t('viewsGroup')}>{entries(found.data.views, 'view')}</CommandGroup>
              )}
              {found.data && found.data.teams.length > 0 && (
                <CommandGroup heading={t('teamsGroup')}>{entries(found.data.teams, 'team')}</CommandGroup>
              )}
              {found.data && found.data.models.length > 0 && (
                <CommandGroup heading={t('modelsGroup')}>{entries(found.data.models, 'model')}</CommandGroup>
              )}
              <CommandGroup heading={t('commandsGroup')}>
                {LANGUAGES.map(({ value, label }) => (
                  <CommandItem
                    key={value}
                    value={`${t('useLanguage', { language: label })}`}
                    onSelect={run(() => setLocale(value))}
                  >
                    {t('useLanguage', { language: label })}
                  </CommandItem>
                ))}
                {THEMES.map(({ value, key }) => (
                  <CommandItem
                    key={value}
                    value={t('useTheme', { theme: t(key) })}
                    onSelect={run(() => setTheme(value))}
                  >
                    {t('useTheme', { theme: t(key) })}
                  </CommandItem>
                ))}
                {CURRENCIES.map((currency) => (
                  <CommandItem
                    key={currency}
                    value={t('useCurrency', { currency })}
                    onSelect={run(() => setCurrency(currency))}
                  >
                    {t('useCurrency', { currency })}
                  </CommandItem>
                ))}
              </CommandGroup>
            </CommandList>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
