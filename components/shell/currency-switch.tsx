'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DropdownMenu, MenuLabel, MenuRadioGroup } from '@/components/ui/dropdown-menu';
import { CURRENCIES, type Currency } from '@/lib/money/currency';
import { currencySymbol } from '@/lib/money/format';
import type { ShellActions } from './shell-actions';
import { usePreferences } from './use-preferences';

/** The currency amounts are read in. The ledger stays in US dollars. */
export function CurrencySwitch({ currency, actions }: { currency: Currency; actions: ShellActions }) {
  const t = useTranslations('shell');
  const { setCurrency, pending } = usePreferences(actions);
  return (
    <DropdownMenu
      trigger={
        <Button aria-label={t('currencyOf', { currency })} busy={pending}>
          {currency}
        </Button>
      }
    >
      <MenuLabel>{t('currency')}</MenuLabel>
      <MenuRadioGroup
        value={currency}
        onValueChange={setCurrency}
        options={CURRENCIES.map((value) => ({ value, label: value, hint: currencySymbol(value) }))}
      />
    </DropdownMenu>
  );
}
