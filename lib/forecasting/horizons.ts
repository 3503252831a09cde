import { addMonths, type Period, startOfMonth } from '../time/days';
import { fiscalQuarterOf, fiscalYearOf, monthPeriod } from '../time/fiscal';
import type { Horizon } from './snapshot';

/** The month, the fiscal quarter and the fiscal year a day lies in, shortest first. `startMonth` is 1–12. */
export const periodsOf = (day: string, startMonth: number): { key: Horizon; period: Period }[] => [
  { key: 'month', period: monthPeriod(day) },
  { key: 'quarter', period: fiscalQuarterOf(day, startMonth).period },
  { key: 'year', period: fiscalYearOf(day, startMonth).period },
];

/** What begins on the first day of each of the last `months` months, the running one included; oldest first. */
export function startsOf(today: string, months: number, startMonth: number) {
  return Array.from({ length: months }, (_, index) => {
    const day = addMonths(startOfMonth(today), index + 1 - months);
    return { day, ends: periodsOf(day, startMonth).filter(({ period }) => period.from === day) };
  });
}

/** The first days of the month, quarter and year that run: what is frozen of subjects too many to catch up with. */
export function runningStarts(today: string, startMonth: number) {
  const running = periodsOf(today, startMonth);
  const days = [...new Set(running.map(({ period }) => period.from))].sort();
  return days.map((day) => ({ day, ends: running.filter(({ period }) => period.from === day) }));
}
