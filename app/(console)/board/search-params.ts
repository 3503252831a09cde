import { firstDayOf, monthOfDay, monthText } from '@/lib/board/month';
import { addMonths } from '@/lib/time/days';

/** How far back a board can be asked for: two years and the running month. */
const MONTHS = 25;

/** The months a board can be about, newest first; `today` is a day of the organisation. */
export const monthsUntil = (today: string): string[] =>
  Array.from({ length: MONTHS }, (_, back) => monthOfDay(addMonths(firstDayOf(monthOfDay(today)), -back)));

/** The month asked for; null for none, or for one that cannot be read, so that an old link still opens. */
export function readMonth(value: string | string[] | undefined, today: string): string | null {
  const month = monthText.safeParse(value);
  return month.success && month.data <= monthOfDay(today) ? month.data : null;
}
