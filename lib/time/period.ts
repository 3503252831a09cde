import { Temporal } from 'temporal-polyfill';
import { invalid } from '../errors';
import type { Period } from './days';

export * from './days';

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

/** An hour of a calendar day, as an instant; one that daylight saving leaves out is the hour after. */
export function atHour(day: string, hour: number, timeZone: string): Date {
  const time = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: { hour } });
  return new Date(time.epochMilliseconds);
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
