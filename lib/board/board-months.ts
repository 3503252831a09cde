import { addDays, addMonths, type Period } from '../time/days';
import { firstDayOf, monthOfDay } from './month';

export const TREND_MONTHS = 13;
export const QUARTER_MONTHS = 3;

export const monthBefore = (month: string, months = 1): string =>
  monthOfDay(addMonths(firstDayOf(month), -months));

/** `count` months ending with `month`, oldest first. */
export const monthsEnding = (month: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => monthBefore(month, count - 1 - index));

export const wholeMonth = (month: string): Period => ({
  from: firstDayOf(month),
  to: addMonths(firstDayOf(month), 1),
});

/** The days of a month that there are: a running month ends with today, as everywhere else. */
export function boardPeriod(month: string, today: string): Period {
  const { from, to } = wholeMonth(month);
  return today < to ? { from, to: addDays(today, 1) } : { from, to };
}

/** The last month that is over. */
export const lastMonthOver = (today: string): string => monthBefore(monthOfDay(today));
