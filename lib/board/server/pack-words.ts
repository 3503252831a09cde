import { createTranslator } from 'use-intl/core';
import en from '@/messages/en.json';
import zhHK from '@/messages/zh-HK.json';
import type { Locale } from '../../money/format';
import type { Voice, Words } from '../narrative/narrate';

const MESSAGES: Record<Locale, object> = { en: spoken(en), 'zh-HK': spoken(zhHK) };

/** The words of the narrative, outside the console too. A message that is missing is a fault, never its key in print. */
export const packVoice = (locale: Locale): Voice => ({
  locale,
  words: createTranslator({
    locale,
    messages: MESSAGES[locale] as Record<string, unknown>,
    onError: (error) => {
      throw error;
    },
  }) as unknown as Words,
});

function spoken({ board, boardNotices, boardProse, chargeback, packFiles, packs }: typeof en): object {
  return { board, boardNotices, boardProse, chargeback, packFiles, packs };
}
