'use client';

import { useLocale } from 'next-intl';

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
  const text = new Intl.DateTimeFormat(locale === 'zh-HK' ? 'zh-HK' : 'en-GB', {
    dateStyle: 'medium',
    ...(dateOnly ? {} : { timeStyle: 'short', hourCycle: 'h23' }),
    timeZone,
  }).format(new Date(at));
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {text}
    </time>
  );
}
