'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type AlertText, type AlertWords, alertText, type Told } from '@/lib/alerts/alert-text';

/** Words an alert for the reader of the page; the same words go out by mail and to channels. */
export function useAlertText(timeZone: string): (facts: Told) => AlertText {
  const t = useTranslations('alerts.text');
  const locale = useLocale();
  const reader = { locale: locale === 'zh-HK' ? 'zh-HK' : 'en', timeZone } as const;
  return (facts) => alertText(t as AlertWords, facts, reader);
}
