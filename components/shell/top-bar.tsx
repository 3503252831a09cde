import { useTranslations } from 'next-intl';
import { Bell } from '@/components/alerts/bell';
import type { Role } from '@/lib/access/permissions';
import type { Currency } from '@/lib/money/currency';
import { AccountMenu } from './account-menu';
import type { RailNotes } from './areas';
import { CurrencySwitch } from './currency-switch';
import { LanguageSwitch } from './language-switch';
import { MenuSheet } from './menu-sheet';
import { PaletteButton } from './palette-button';
import type { ShellActions } from './shell-actions';
import { ThemeSwitch } from './theme-switch';

interface TopBarProps {
  person: { name: string; role: Role };
  organisation: string;
  demo: boolean;
  currency: Currency;
  notes: RailNotes;
  /** Alerts not read yet. */
  unread: number;
  actions: ShellActions;
}

/** Above every page: whose data this is, and how the reader wants to read it. */
export function TopBar({ person, organisation, demo, currency, notes, unread, actions }: TopBarProps) {
  const t = useTranslations('shell');
  return (
    <header
      data-print="hide"
      className="flex max-w-[1180px] items-center gap-2 px-4 pt-3 pb-1 text-ink2 md:px-10 md:pt-[18px] md:pb-2"
    >
      <MenuSheet role={person.role} notes={notes} organisation={organisation} demo={demo} />
      {demo && (
        <p className="min-w-0 truncate text-xs" title={t('demoNote')}>
          <span className="sm:hidden">{t('demoData')}</span>
          <span className="hidden sm:inline">{t('demoNote')}</span>
        </p>
      )}
      <div className="ml-auto flex items-center gap-1.5 sm:gap-2">
        <CurrencySwitch currency={currency} actions={actions} />
        <span className="hidden sm:inline-flex">
          <LanguageSwitch actions={actions} />
        </span>
        <ThemeSwitch />
        <PaletteButton role={person.role} actions={actions} />
        <Bell unread={unread} countUnread={actions.countUnread} />
        <AccountMenu name={person.name} role={person.role} />
      </div>
    </header>
  );
}
