'use client';

import { useLocale } from 'next-intl';
import { writeInstant } from '@/lib/time/write';

/** An instant in the organisation's zone, e.g. 22 Nov 2026, 12:00. Null is a dash. */
export function When({
  at,
  timeZone,
  dateOnly,
}: {
  at: string | null;
  timeZone: string;
  dateOnly?: boolean;
}) {
  const locale = useLocale();
  if (at === null) return <span className="text-ink2">–</span>;
  const text = writeInstant(at, timeZone, locale, { precision: dateOnly ? 'day' : 'minute' });
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {text}
    </time>
  );
}
