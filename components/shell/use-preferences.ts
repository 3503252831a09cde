'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useTransition } from 'react';
import type { Currency } from '@/lib/money/currency';
import type { Locale } from '@/lib/money/format';
import type { ShellActions } from './shell-actions';

/** Changes of language and currency: kept on the server, then the page is read again. */
export function usePreferences(actions: Pick<ShellActions, 'chooseLocale' | 'chooseCurrency'>) {
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const [pending, startTransition] = useTransition();

  const setLocale = (locale: Locale) =>
    startTransition(async () => {
      await actions.chooseLocale(locale);
      router.refresh();
    });

  /** An address that names a currency must name the new one, or it would win over the choice. */
  const setCurrency = (currency: Currency) =>
    startTransition(async () => {
      await actions.chooseCurrency(currency);
      if (!search.has('currency')) return router.refresh();
      const next = new URLSearchParams(search);
      next.set('currency', currency);
      router.replace(`${path}?${next}`);
    });

  return { pending, setLocale, setCurrency };
}
