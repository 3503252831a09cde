import { createTranslator } from 'use-intl/core';
import en from '@/messages/en.json';
import zhHK from '@/messages/zh-HK.json';
import type { Locale } from '../../money/format';
import type { AlertWords } from '../alert-text';

const MESSAGES: Record<Locale, { alerts: { text: object } }> = {
  en: { alerts: { text: en.alerts.text } },
  'zh-HK': { alerts: { text: zhHK.alerts.text } },
};

/** The words of alerts outside the console. */
export const alertWords = (locale: Locale): AlertWords =>
  createTranslator({
    locale,
    messages: MESSAGES[locale] as Record<string, unknown>,
    namespace: 'alerts.text' as never,
  }) as AlertWords;
