'use client';

import { useTranslations } from 'next-intl';
import { type Rates, TOKEN_CLASSES } from '@/lib/pricing/rates';
import { useBook } from '../calculator-context';
import { useReckoning } from './reckoning-context';

/** Which price version of which list each model was reckoned with, and the exchange rate, as lines to read. */
export function useSourceLines(): (models: readonly string[]) => string[] {
  const t = useTranslations('calculator.working');
  const kit = useTranslations('calculatorKit');
  const { entries, list } = useBook();
  const { reading } = useReckoning();

  const pricesText = (rates: Rates): string =>
    TOKEN_CLASSES.flatMap((tokenClass) => {
      const price = rates.prices[tokenClass];
      return price === undefined ? [] : [`${t(`tokens.${tokenClass}`)} US$${price}`];
    }).join(', ');

  const modelLine = (model: string): string => {
    const entry = entries.get(model);
    if (!entry?.version || !entry.rates) return t('noPrice', { model: entry?.name ?? model });
    return t('price', {
      model: entry.name,
      list: entry.source.list,
      from: entry.source.from ?? 'none',
      recorded: entry.version.recordedOn,
      version: entry.version.id,
      prices: pricesText(entry.rates),
      kind: entry.version.isContract ? 'contract' : entry.version.isCharging ? 'list' : 'compare',
    });
  };

  const rateLine = reading.missing
    ? kit('noRate', { currency: reading.missing })
    : reading.rate
      ? kit('rate', {
          rate: reading.rate.rate.replace(/\.?0+$/, ''),
          currency: reading.currency,
          from: reading.rate.validFrom,
          source: reading.rate.source,
        })
      : kit('ledger');

  return (models) => [...[...new Set(models)].map(modelLine), t('bookDay', { day: list.day }), rateLine];
}
