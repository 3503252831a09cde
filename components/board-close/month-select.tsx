'use client';

import { useRouter } from 'next/navigation';
import { useLocale } from 'next-intl';
import { firstDayOf } from '@/lib/board/month';
import { writeDay } from '@/lib/time/write';

/** Which month a page of the board is about: the browser's own menu. */
export function MonthSelect({
  path,
  label,
  month,
  months,
}: {
  path: string;
  label: string;
  month: string;
  months: readonly string[];
}) {
  const locale = useLocale();
  const router = useRouter();
  return (
    <select
      aria-label={label}
      value={month}
      onChange={(event) => router.push(`${path}?month=${event.target.value}`)}
      className="min-h-[31px] rounded-md border border-line bg-raise px-2 py-1 font-medium text-ink max-md:text-[16px]"
    >
      {months.map((value) => (
        <option key={value} value={value}>
          {writeDay(firstDayOf(value), 'month', locale)}
        </option>
      ))}
    </select>
  );
}
