'use client';

import { useTranslations } from 'next-intl';
import { charactersPerToken, type TokenCount } from '@/lib/calculator/token-count';
import { formatMoney } from '@/lib/money/format';
import { type Money, moneyOf } from '@/lib/money/money';
import { useCalculator } from '../calculator-context';
import { ratioText } from '../kit/ratio-text';

const MILLION = 1_000_000n;
const ONE_UNIT = 10n ** 12n;

/** Words and figures of the page, in the reader's language and currency. */
export function useTokensText() {
  const t = useTranslations('calculatorTokens');
  const { reading } = useCalculator();
  return {
    ...{ t, reading },
    /** Six decimals below one unit, so that amounts of a column can be compared by eye. */
    amount: (usd: Money): string => {
      const shown = reading.convert(usd);
      return formatMoney(shown, reading.currency, shown > 0n && shown < ONE_UNIT ? 6 : undefined);
    },
    /** Characters a token with two decimals; a dash for no tokens. */
    ratio: (characters: number, tokens: number): string => {
      const thousandths = charactersPerToken(characters, tokens);
      return thousandths === null ? '–' : ratioText({ n: thousandths, d: 1_000n }, 2);
    },
    /** A list price: US dollars per million, as price lists quote it. */
    perMillion: (unit: bigint): string => formatMoney(moneyOf(unit * MILLION), 'USD', 2),
    how: (count: TokenCount): string =>
      t(`counts.${count.method === 'counted' && count.cut ? 'cut' : count.method}`),
  };
}
