import { addDays, addMonths, type Period } from '../time/days';

/** How a period is said aloud: a message key of `explore.period` and the days it names (inclusive). */
export interface PeriodPhrase {
  kind: 'day' | 'month' | 'months' | 'days' | 'monthToDate';
  from: string;
  last: string;
}

/** `today` is the organisation's day: the running month is said as "so far". */
export function describePeriod(period: Period, today: string): PeriodPhrase {
  const last = addDays(period.to, -1);
  const phrase = (kind: PeriodPhrase['kind']): PeriodPhrase => ({ kind, from: period.from, last });
  if (period.from === last) return phrase('day');
  const wholeMonths = period.from.endsWith('-01') && period.to.endsWith('-01');
  if (wholeMonths && addMonths(period.from, 1) === period.to) {
    return phrase(today < last && today >= period.from ? 'monthToDate' : 'month');
  }
  if (wholeMonths) return phrase('months');
  if (period.from.endsWith('-01') && period.from.slice(0, 7) === last.slice(0, 7) && last >= today) {
    return phrase('monthToDate');
  }
  return phrase('days');
}
