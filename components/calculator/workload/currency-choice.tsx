'use client';

import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/select';
import { rateFor } from '@/lib/calculator/price-list';
import { CURRENCIES, LEDGER_CURRENCY } from '@/lib/money/currency';
import { currencySymbol } from '@/lib/money/format';
import { useCalculator } from '../calculator-context';

/** The currency of this scenario's figures; it goes along in its link. */
export function CurrencyChoice() {
  const t = useTranslations('calculator.currency');
  const { state, setState, list } = useCalculator();
  return (
    <Select
      aria-label={t('label')}
      value={state.currency}
      onValueChange={(currency) => setState((now) => ({ ...now, currency }))}
      options={CURRENCIES.map((value) => ({
        value,
        label: value,
        hint: value === LEDGER_CURRENCY || rateFor(list, value) ? currencySymbol(value) : t('noRate'),
      }))}
    />
  );
}
