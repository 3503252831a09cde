'use client';

import { useLocale, useTranslations } from 'next-intl';
import { legibleDecimals } from '@/lib/money/format';
import type { Money } from '@/lib/money/money';
import { useCalculator } from '../calculator-context';
import { countInWords } from '../kit/ratio-text';
import type { ArmKey } from './build-result';

/** Words, amounts and volumes of the page, in the reader's language and currency. */
export function useBuildText() {
  const t = useTranslations('calculatorBuild');
  const locale = useLocale();
  const { reading } = useCalculator();
  return {
    t,
    reading,
    arm: (key: ArmKey) => t(`arms.${key}`),
    amount: reading.text,
    /** A price per million tokens: two decimals, more only below a cent. */
    perMillion: (usd: Money) => reading.text(usd, Math.max(2, legibleDecimals(reading.convert(usd)))),
    tokens: (count: bigint, places?: number) => countInWords(count, locale, places),
  };
}

export type BuildText = ReturnType<typeof useBuildText>;
