'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { writeDay } from '@/lib/time/write';

/** Which month the board is about: the browser's own menu, so that the page stays light. */
export function MonthSwitch({ month, months }: { month: string; months: readonly string[] }) {
  const t = useTranslations('board');
  const locale = useLocale();
  const router = useRouter();
  // Not by `firstDayOf`: its file would bring a schema library of 35 kB to the page.
  return (
    <>
      <select
        data-print="hide"
        aria-label={t('month')}
        value={month}
        onChange={(event) => router.push(`/board?month=${event.target.value}`)}
        className="min-h-[31px] rounded-md border border-line bg-raise px-2 py-1 font-medium text-ink max-md:text-[16px]"
      >
        {months.map((value) => (
          <option key={value} value={value}>
            {writeDay(`${value}-01`, 'month', locale)}
          </option>
        ))}
      </select>
      <b className="hidden print:inline">{writeDay(`${month}-01`, 'month', locale)}</b>
    </>
  );
}
