'use client';

import { useTranslations } from 'next-intl';
import type { PublishedRow } from '@/lib/calculator/published';
import type { Ratio } from '@/lib/calculator/tokens-ratio';
import { formatMoney, formatShare } from '@/lib/money/format';
import { type Money, moneyOf } from '@/lib/money/money';
import { divideHalfEven } from '@/lib/money/rounding';
import { ratioText } from '../kit/ratio-text';

const dollars = (amount: Money): string => formatMoney(amount, 'USD', 0);
const dollarRatio = ({ n, d }: Ratio): string =>
  formatMoney(moneyOf(divideHalfEven(n * 10n ** 12n, d)), 'USD', 2);

/** Why a published figure follows or not, as sentences. */
export function useReasonText(): (row: PublishedRow) => string[] {
  const t = useTranslations('calculatorPublished.reason');
  return (row) => {
    const { contradicts, mixOfPrintedRows, asOutputShare, noMixWith } = row;
    return [
      reasonText(row, t),
      contradicts && t('contradicts', { label: contradicts.label, factor: ratioText(contradicts.factor, 2) }),
      mixOfPrintedRows && t('mix', { amount: dollars(mixOfPrintedRows) }),
      asOutputShare && t('output', { share: formatShare(asOutputShare.n, asOutputShare.d) }),
      noMixWith && t('division', { label: noMixWith }),
    ].filter((text) => text !== null);
  };
}

type Translate = ReturnType<typeof useTranslations<'calculatorPublished.reason'>>;

function reasonText({ reason }: PublishedRow, t: Translate): string {
  switch (reason.kind) {
    case 'follows':
      return t('follows');
    case 'times_too_small':
      return t('times_too_small', { times: ratioText(reason.times, 1) });
    case 'fewer_days':
      return t('fewer_days', { days: reason.days });
    case 'other_output_price':
      return t('other_output_price', {
        needed: dollarRatio(reason.needed),
        listed: dollarRatio(reason.listed),
      });
    case 'below_all_input':
      return t('below_all_input', { amount: dollars(reason.allInput) });
  }
}
