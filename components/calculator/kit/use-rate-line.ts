'use client';

import { useTranslations } from 'next-intl';
import { useCalculator } from '../calculator-context';

/** Which exchange rate figures are converted at, or that they are not. */
export function useRateLine(): string {
  const t = useTranslations('calculatorKit');
  const { reading } = useCalculator();
  if (reading.missing) return t('noRate', { currency: reading.missing });
  if (!reading.rate) return t('ledger');
  return t('rate', {
    rate: reading.rate.rate.replace(/\.?0+$/, ''),
    currency: reading.currency,
    from: reading.rate.validFrom,
    source: reading.rate.source,
  });
}
