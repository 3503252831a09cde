'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useZone } from '@/components/routing/zone-context';
import { formatMoney } from '@/lib/money/format';
import { writeInstant } from '@/lib/time/write';

/** How evidence is written, in the reader's language. */
export function useEvidenceText() {
  const t = useTranslations('evaluation');
  const locale = useLocale();
  const timeZone = useZone();
  /** A share of 0 to 1 in per cent. */
  const percent = (share: string) => `${(Number(share) * 100).toFixed(1)} %`;
  /** A difference of shares in percentage points, with its sign. */
  const points = (share: string) => {
    const value = (Number(share) * 100).toFixed(1);
    return value.startsWith('-') ? value.replace('-', '−') : `+${value}`;
  };
  const amount = (usd: string | null) => (usd === null ? t('noCost') : formatMoney(usd, 'USD'));
  const instant = (iso: string) => writeInstant(iso, timeZone, locale);
  return { t, percent, points, amount, instant };
}
