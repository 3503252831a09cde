/** Arithmetic with calendar days (YYYY-MM-DD), without a time zone: small enough for a browser to load. */
export type Grain = 'hour' | 'day' | 'week' | 'month';
export const GRAINS: readonly Grain[] = ['hour', 'day', 'week', 'month'];

/** A half-open stretch of calendar days `[from, to)` in the organisation's zone, both YYYY-MM-DD. */
export interface Period {
  from: string;
  to: string;
}

const DAY = 86_400_000;

/** Midnight UTC of a day. RangeError for a day that does not exist. */
function utc(day: string): Date {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || textOf(date) !== day) throw new RangeError(`${day} is not a day`);
  return date;
}

const textOf = (date: Date): string => date.toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string =>
  textOf(new Date(utc(day).getTime() + days * DAY));

export const daysBetween = (from: string, to: string): number =>
  Math.round((utc(to).getTime() - utc(from).getTime()) / DAY);

/** The same day of another month, or that month's last day where it has none (31 January + 1: 28 February). */
export function addMonths(day: string, months: number): string {
  const date = utc(day);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date.getUTCDate(), last));
  return textOf(first);
}

export const startOfMonth = (day: string): string => `${textOf(utc(day)).slice(0, 7)}-01`;

/** ISO weeks: Monday first. */
export const startOfWeek = (day: string): string => addDays(day, -((utc(day).getUTCDay() + 6) % 7));

/** The start of the bucket a day belongs to; 'hour' has no day bucket and returns the day itself. */
export function bucketOf(day: string, grain: Grain): string {
  if (grain === 'month') return startOfMonth(day);
  if (grain === 'week') return startOfWeek(day);
  return day;
}

/**
 * The period to compare with. Whole calendar months: the same number of months before. The first days of a
 * month: the same days of the month before. Anything else: the same number of days just before.
 */
export function previousPeriod(period: Period): Period {
  const { from, to } = period;
  if (from.endsWith('-01') && to.endsWith('-01')) {
    return { from: addMonths(from, monthOf(from) - monthOf(to)), to: from };
  }
  const days = daysBetween(from, to);
  if (from.endsWith('-01') && to < addMonths(from, 1)) {
    const start = addMonths(from, -1);
    const end = addDays(start, days);
    return end > from ? { from: start, to: from } : { from: start, to: end };
  }
  return { from: addDays(from, -days), to: from };
}

const monthOf = (day: string): number => utc(day).getUTCFullYear() * 12 + utc(day).getUTCMonth();
