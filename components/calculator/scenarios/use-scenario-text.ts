'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { InputValue } from '@/lib/calculator/report-inputs';
import { addDays } from '@/lib/time/days';
import { writeDay, writeInstant } from '@/lib/time/write';

/** A number of a workload with separators and at most six decimals. */
export function plainNumber(value: number): string {
  const [whole = '', fraction] = (Number.isInteger(value) ? String(value) : value.toFixed(6)).split('.');
  const digits = fraction?.replace(/0+$/, '');
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}${digits ? `.${digits}` : ''}`;
}

/** The same for reading: two decimals at most from 1 on. */
const readNumber = (value: number): string => plainNumber(value >= 1 ? Math.round(value * 100) / 100 : value);

/** A share between 0 and 1 in per cent for reading, e.g. `27.5 %`: two decimals at most. */
export const shareText = (share: number): string => `${plainNumber(Math.round(share * 1e4) / 100)} %`;

/** How scenarios are said, in the reader's language. */
export function useScenarioText() {
  const t = useTranslations('scenarios');
  const locale = useLocale();
  const input = ({ value, unit }: InputValue): string => {
    if (value === null) return '–';
    if (unit === 'share') return shareText(value);
    return unit === 'times' ? `${readNumber(value)} ×` : readNumber(value);
  };
  return {
    t,
    locale,
    input,
    day: (day: string) => writeDay(day, 'medium', locale),
    /** The first and the last day of half-open days. */
    days: ({ from, to }: { from: string; to: string }) =>
      t('days', { from: writeDay(from, 'medium', locale), to: writeDay(addDays(to, -1), 'medium', locale) }),
    instant: (iso: string, timeZone: string) => writeInstant(iso, timeZone, locale),
  };
}
export type ScenarioText = ReturnType<typeof useScenarioText>;
