'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { KeyLabel, TagCoverageRow } from '@/lib/attribution/dto';
import { describePeriod } from '@/lib/attribution/narrative-period';
import { type Dimension, FIXED_DIMENSIONS, freeTagOf } from '@/lib/attribution/query';
import type { Period } from '@/lib/time/period';

const NAMED_NONE = ['department', 'tier', 'task_class', 'user', 'provider'];
const ENUMERATED: Record<string, readonly string[]> = {
  tier: ['frontier', 'balanced', 'cost_optimised'],
  service_tier: ['standard', 'batch', 'priority', 'flex'],
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

/** Days and months as people write them, in the reader's language. Days are calendar days, so UTC throughout. */
export function useDates() {
  const locale = useLocale();
  const t = useTranslations('explore.period');
  const write = (day: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale === 'zh-HK' ? 'zh-HK' : 'en-GB', { ...options, timeZone: 'UTC' }).format(
      new Date(`${day}T00:00:00Z`),
    );
  const month = (day: string) => write(day, { month: 'long', year: 'numeric' });
  const shortMonth = (day: string) => write(day, { month: 'short', year: '2-digit' });
  const day = (text: string) => write(text, { day: 'numeric', month: 'long', year: 'numeric' });
  const shortDay = (text: string) => write(text, { day: 'numeric', month: 'short' });
  const weekday = (text: string) =>
    write(text, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  /** "in October 2026 so far", "from 1 to 12 October 2026" …; `bare` leaves the preposition out. */
  const period = (value: Period, today: string, bare = false): string => {
    const { kind, from, last } = describePeriod(value, today);
    const sameYear = from.slice(0, 4) === last.slice(0, 4);
    const parts = {
      month: month(from),
      fromMonth: sameYear ? write(from, { month: 'long' }) : month(from),
      lastMonth: month(last),
      from:
        kind === 'day' ? day(from) : sameYear ? write(from, { day: 'numeric', month: 'long' }) : day(from),
      last: day(last),
    };
    return t(bare ? `bare.${kind}` : kind, parts);
  };
  return { month, shortMonth, day, shortDay, weekday, period };
}
export type Dates = ReturnType<typeof useDates>;
