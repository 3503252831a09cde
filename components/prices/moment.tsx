'use client';

import { useLocale } from 'next-intl';
import { writeInstant } from '@/lib/time/write';

/** A bound of a price's dates in the organisation's zone: the day alone where it is the start of one. */
export function useMoment(timeZone: string): (iso: string) => string {
  const locale = useLocale();
  return (iso) => {
    const whole = writeInstant(iso, timeZone, locale);
    return whole.endsWith('00:00') ? writeInstant(iso, timeZone, locale, { precision: 'day' }) : whole;
  };
}

export function Moment({ iso, timeZone, open }: { iso: string | null; timeZone: string; open: string }) {
  const moment = useMoment(timeZone);
  return <>{iso === null ? open : moment(iso)}</>;
}
