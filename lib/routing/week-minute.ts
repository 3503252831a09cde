import { Temporal } from 'temporal-polyfill';
import type { RuleCondition } from './policy';

const DAY_MINUTES = 1_440;
const WEEK_MINUTES = 7 * DAY_MINUTES;
const HOUR_MS = 3_600_000;

/** Half-open ranges, in order, none touching another. */
export type Ranges = readonly (readonly [from: number, to: number])[];

const minuteOfDay = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** The minutes of the week, from Monday 00:00, that a rule's hours hold. */
export function weekRanges(hours: RuleCondition['hours']): Ranges {
  if (!hours) return [[0, WEEK_MINUTES]];
  const from = minuteOfDay(hours.from);
  const until = minuteOfDay(hours.until);
  const length = until > from ? until - from : until + DAY_MINUTES - from;
  const pieces = (hours.days ?? [1, 2, 3, 4, 5, 6, 7]).flatMap((day): [number, number][] => {
    const start = (day - 1) * DAY_MINUTES + from;
    const end = start + length;
    if (end <= WEEK_MINUTES) return [[start, end]];
    return [
      [start, WEEK_MINUTES],
      [0, end - WEEK_MINUTES],
    ];
  });
  return merged(pieces);
}

export function merged(pieces: readonly (readonly [number, number])[]): Ranges {
  const ranges: [number, number][] = [];
  for (const [from, to] of [...pieces].sort((a, b) => a[0] - b[0])) {
    const last = ranges.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (from < to) ranges.push([from, to]);
  }
  return ranges;
}

/** The minute of the week an instant falls on in a zone; its offset is looked up once an hour. */
export function weekMinutes(timeZone: string): (at: Date) => number {
  let hour = Number.NaN;
  let minuteAtHour = 0;
  return (at) => {
    const ms = at.getTime();
    const now = Math.floor(ms / HOUR_MS);
    if (now !== hour) {
      const local = Temporal.Instant.fromEpochMilliseconds(now * HOUR_MS).toZonedDateTimeISO(timeZone);
      minuteAtHour = (local.dayOfWeek - 1) * DAY_MINUTES + local.hour * 60 + local.minute;
      hour = now;
    }
    return (minuteAtHour + Math.floor((ms - now * HOUR_MS) / 60_000)) % WEEK_MINUTES;
  };
}
