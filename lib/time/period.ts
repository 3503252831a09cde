import { Temporal } from 'temporal-polyfill';
import { invalid } from '../errors';

export type Grain = 'hour' | 'day' | 'week' | 'month';
export const GRAINS: readonly Grain[] = ['hour', 'day', 'week', 'month'];

/** A half-open stretch of calendar days `[from, to)` in the organisation's zone, both YYYY-MM-DD. */
export interface Period {
  from: string;
  to: string;
}

/** Instants in UTC, half-open, milliseconds since 1970. */
export interface InstantRange {
  from: Date;
  to: Date;
}

/**
 * Rollups are kept by UTC hour and by the organisation's day, so a day must be a sum of whole hours.
 * Zones off the hour (India, Nepal, parts of Australia) are refused with a message, not mis-summed.
 */
export function assertWholeHourZone(timeZone: string): void {
  let offsets: number[];
  try {
    offsets = ['2026-01-15T00:00Z', '2026-07-15T00:00Z'].map(
      (instant) => Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).offsetNanoseconds,
    );
  } catch {
    throw invalid(`"${timeZone}" is not a time zone: use an IANA name such as Asia/Hong_Kong.`);
  }
  if (offsets.some((offset) => offset % 3_600_000_000_000 !== 0)) {
    throw invalid(`${timeZone} is not a whole number of hours from UTC; choose a zone that is.`);
  }
}

/** Midnight at the start of a calendar day, as an instant (handles daylight saving). */
export function startOfDay(day: string, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
}

/** The calendar day an instant falls on in the zone. */
export function dayOf(instant: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

export const hourOf = (instant: Date): Date =>
  new Date(Math.floor(instant.getTime() / 3_600_000) * 3_600_000);

export function toInstants(period: Period, timeZone: string): InstantRange {
  return { from: startOfDay(period.from, timeZone), to: startOfDay(period.to, timeZone) };
}

export const addDays = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();
export const addMonths = (day: string, months: number): string =>
  Temporal.PlainDate.from(day).add({ months }).toString();
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

export const startOfMonth = (day: string): string => Temporal.PlainDate.from(day).with({ day: 1 }).toString();
/** ISO weeks: Monday first. */
export function startOfWeek(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

/** The start of the bucket a day belongs to; 'hour' has no day bucket and returns the day itself. */
export function bucketOf(day: string, grain: Grain): string {
  if (grain === 'month') return startOfMonth(day);
  if (grain === 'week') return startOfWeek(day);
  return day;
}

/**
 * The period to compare with: for whole calendar months the same number of months before, otherwise the
 * same number of days just before.
 */
export function previousPeriod(period: Period): Period {
  const from = Temporal.PlainDate.from(period.from);
  const to = Temporal.PlainDate.from(period.to);
  if (from.day === 1 && to.day === 1) {
    const { years, months } = from.until(to, { largestUnit: 'years' });
    return { from: from.subtract({ months: years * 12 + months }).toString(), to: period.from };
  }
  return { from: addDays(period.from, -daysBetween(period.from, period.to)), to: period.from };
}
