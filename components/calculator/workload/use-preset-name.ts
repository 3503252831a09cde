'use client';

import { useTranslations } from 'next-intl';
import type { PresetKey } from '@/lib/calculator/presets';

/** A preset in words. */
export function usePresetName(): (key: PresetKey) => string {
  const t = useTranslations('calculator.presets');
  return (key) => t(`names.${key.replace(':', '.') as 'scenario.chatbot'}`);
}
