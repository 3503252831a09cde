'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { KeyLabel, TagCoverageRow } from '@/lib/attribution/dto';
import { describePeriod } from '@/lib/attribution/narrative-period';
import { type Dimension, FIXED_DIMENSIONS, freeTagOf } from '@/lib/attribution/query';
import type { Period } from '@/lib/time/days';
import { writeDay } from '@/lib/time/write';

const NAMED_NONE = ['department', 'tier', 'task_class', 'user', 'provider'];
/** Values with a name of their own in each language; senders may use other task classes, shown as they are. */
const ENUMERATED: Record<string, readonly string[]> = {
  tier: ['frontier', 'balanced', 'cost_optimised'],
  service_tier: ['standard', 'batch', 'priority', 'flex'],
  task_class: [
    'simple_lookup',
    'structured_extraction',
    'creative_writing',
    'code_generation',
    'multi_step_reasoning',
  ],
};

/** Names of dimensions and their values in the reader's language; free tags bring their own labels. */
export function useLabels(tags: readonly TagCoverageRow[]) {
  const t = useTranslations('dimensions');
  const locale = useLocale();
  const dimension = (key: Dimension): string => {
    const free = freeTagOf(key);
    if (free === null) return t(key);
    const tag = tags.find((row) => row.tag === key);
    return (locale === 'zh-HK' ? tag?.labelZh : tag?.labelEn) || free;
  };
  const value = (label: Pick<KeyLabel, 'dimension' | 'value' | 'label'>): string => {
    const { dimension: key, value: raw } = label;
    if (raw === null) return t(`none.${NAMED_NONE.includes(key) ? key : 'other'}`);
    if (ENUMERATED[key]?.includes(raw)) return t(`values.${key}.${raw}`);
    return label.label ?? raw;
  };
  const all: Dimension[] = [
    ...FIXED_DIMENSIONS,
    ...tags.flatMap((row) => (freeTagOf(row.tag) === null ? [] : [row.tag])),
  ];
  return { dimension, value, all };
}
export type Labels = ReturnType<typeof useLabels>;

/** Days and months as people write them, in the reader's language.  */
export function useDates() {
  const locale = useLocale();
  const t = useTranslations('explore.period');
  const month = (day: string) => writeDay(day, 'month', locale);
  const shortMonth = (day: string) => writeDay(day, 'shortMonth', locale);
  const day = (text: string) => writeDay(text, 'long', locale);
  const shortDay = (text: string) => writeDay(text, 'short', locale);
  const weekday = (text: string) => writeDay(text, 'weekdayYear', locale);
  /** "in October 2026 so far", "from 1 to 12 October 2026" …; `bare` leaves the preposition out. */
  const period = (value: Period, today: string, bare = false): string => {
    const { kind, from, last } = describePeriod(value, today);
    const sameYear = from.slice(0, 4) === last.slice(0, 4);
    const parts = {
      month: month(from),
      fromMonth: sameYear ? writeDay(from, 'monthName', locale) : month(from),
      lastMonth: month(last),
      from: kind === 'day' ? day(from) : sameYear ? writeDay(from, 'dayMonth', locale) : day(from),
      last: day(last),
    };
    return t(bare ? `bare.${kind}` : kind, parts);
  };
  return { month, shortMonth, day, shortDay, weekday, period };
}
export type Dates = ReturnType<typeof useDates>;
