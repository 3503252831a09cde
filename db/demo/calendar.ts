import { addDays, addMonths, dayOf, daysBetween, startOfMonth } from '../../lib/time/period';

export const DEMO_TIME_ZONE = 'Asia/Hong_Kong';
const HOUR = 3_600_000;
/** Hong Kong has had no daylight saving since 1979, so its midnight is always 16:00 UTC of the day before. */
const OFFSET_HOURS = 8;

/** Hong Kong general holidays; fixed dates are used for the years not listed. */
const HOLIDAYS = new Set(
  [
    '2025-10-01 2025-10-07 2025-10-29 2025-12-25 2025-12-26 2026-01-01 2026-02-17 2026-02-18 2026-02-19',
    '2026-04-03 2026-04-04 2026-04-06 2026-04-07 2026-05-01 2026-05-25 2026-06-19 2026-07-01 2026-09-26',
    '2026-10-01 2026-10-19 2026-12-25 2026-12-26 2027-01-01 2027-02-06 2027-02-08 2027-02-09 2027-03-26',
    '2027-03-27 2027-03-29 2027-04-05 2027-05-01 2027-05-13 2027-06-09 2027-07-01 2027-09-16 2027-10-01',
  ].flatMap((line) => line.split(' ')),
);
const FIXED_HOLIDAYS = new Set(['01-01', '05-01', '07-01', '10-01', '12-25', '12-26']);
const LUNAR_NEW_YEAR = ['2025-01-29', '2026-02-17', '2027-02-06', '2028-01-26', '2029-02-13', '2030-02-03'];

export type DayKind = 'work' | 'saturday' | 'sunday' | 'holiday' | 'lunar_new_year';

const known = new Map<string, DayKind>();

/** What kind of day it is in Hong Kong; the days around Lunar New Year count as one slow stretch. */
export function dayKind(day: string): DayKind {
  const kind = known.get(day) ?? kindOf(day);
  known.set(day, kind);
  return kind;
}

function kindOf(day: string): DayKind {
  if (LUNAR_NEW_YEAR.some((start) => day >= addDays(start, -2) && day < addDays(start, 6)))
    return 'lunar_new_year';
  if (HOLIDAYS.has(day) || FIXED_HOLIDAYS.has(day.slice(5))) return 'holiday';
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 0) return 'sunday';
  return weekday === 6 ? 'saturday' : 'work';
}

/** The thirteen months ending with the one `now` is in, as first days. */
export function demoMonths(now: Date): string[] {
  const last = startOfMonth(dayOf(now, DEMO_TIME_ZONE));
  return Array.from({ length: 13 }, (_, index) => addMonths(last, index - 12));
}

/** Every calendar day of a month. */
export function daysOfMonth(month: string): string[] {
  return Array.from({ length: daysBetween(month, addMonths(month, 1)) }, (_, index) => addDays(month, index));
}

/** Milliseconds since 1970 of an hour (0–23, fractions allowed) of a Hong Kong day. */
export const hongKongTime = (day: string, hour: number): number =>
  Date.parse(`${day}T00:00:00Z`) + Math.round((hour - OFFSET_HOURS) * HOUR);

/** The `nth` working day of a month falling on `weekday` (1 Monday … 5 Friday). */
export function workingWeekday(month: string, weekday: number, nth: number): string {
  const days = daysOfMonth(month).filter(
    (day) => new Date(`${day}T00:00:00Z`).getUTCDay() === weekday && dayKind(day) === 'work',
  );
  const day = days[Math.min(nth, days.length) - 1];
  if (!day) throw new RangeError(`${month} has no working day on weekday ${weekday}`);
  return day;
}
