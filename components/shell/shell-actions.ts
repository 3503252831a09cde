import type { Currency } from '@/lib/money/currency';
import type { Locale } from '@/lib/money/format';

export interface PaletteEntry {
  id: string;
  label: string;
  hint?: string;
  href: string;
}

export interface PaletteResults {
  views: PaletteEntry[];
  teams: PaletteEntry[];
  models: PaletteEntry[];
}

/** What the shell's parts ask of the server; app/(console) hands the actions in. */
export interface ShellActions {
  chooseLocale: (locale: Locale) => Promise<void>;
  chooseCurrency: (currency: Currency) => Promise<void>;
  search: (text: string) => Promise<PaletteResults>;
  /** Null when the session has ended. */
  countUnread: () => Promise<number | null>;
}
