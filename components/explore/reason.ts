'use client';

import { useTranslations } from 'next-intl';

/** Why something has no price, in words; a reason without words is shown as it is. */
export function useReason() {
  const t = useTranslations('explore');
  return (reason: string): string => {
    const [kind = '', tokenClass = ''] = reason.split(':');
    if (!t.has(`reasons.${kind}`)) return reason;
    return t(`reasons.${kind}`, {
      class: t.has(`ratesOf.${tokenClass}`) ? t(`ratesOf.${tokenClass}`) : tokenClass,
    });
  };
}
