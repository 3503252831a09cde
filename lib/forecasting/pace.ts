import { mean } from './series';

/** Days whose hours show when in the day a series has its traffic. */
const PROFILE_DAYS = 14;
/** How much of each of those days is taken to be spread evenly, so that an hour never seen is no surprise beyond measure. */
const EVENLY = 0.3;

/** How fast an hour is forgotten. */
export interface PaceRule {
  halfLifeHours: number;
}
/** As `npm run bench -- forecast` chooses it; how, and what was seen when, stands there. */
export const PACE: PaceRule = { halfLifeHours: 4 };

/**
 * What each day would have come to at the pace of its last hours, over what it did come to: above 1, it ended busier
 * than it began. The pace is the weighted sum of the hours until the day's end over the share of a day that such hours
 * have had in a fortnight, an hour's weight halving every `halfLifeHours`. No day sees a later one, nor one before
 * the first use.
 *
 * `days` are consecutive and hold what each hour came to, in any unit; null where its hours are not known. The answer is
 * as long, null where there is nothing to say: unknown hours, a day of nothing or below.
 */
export function pacesOf(
  days: readonly (readonly number[] | null)[],
  { halfLifeHours }: PaceRule = PACE,
): (number | null)[] {
  const first = days.findIndex((day) => day && sum(day) > 0);
  return days.map((day, index) => {
    const whole = day ? sum(day) : 0;
    if (!day || whole <= 0) return null;
    const from = Math.max(first, index - PROFILE_DAYS + 1);
    const recent = days.slice(from, index + 1).map((one) => one ?? []);
    const pace = paceAt(recent, profileOf(recent), halfLifeHours) / whole;
    return Number.isFinite(pace) && pace > 0 ? pace : null;
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The share of a day in each of its hours. */
function profileOf(days: readonly (readonly number[])[]): number[] {
  const length = Math.max(...days.map((day) => day.length));
  const byHour = Array.from({ length }, (_, hour) =>
    sum(days.map((day) => (day[hour] ?? 0) + EVENLY * mean(day))),
  );
  const whole = sum(byHour);
  return byHour.map((hour) => hour / whole);
}

/** By the last of the hours, what a day comes to. */
function paceAt(days: readonly (readonly number[])[], profile: readonly number[], halfLife: number): number {
  let [weight, came, expected] = [1, 0, 0];
  for (const day of [...days].reverse())
    for (let hour = day.length - 1; hour >= 0; hour -= 1) {
      came += weight * (day[hour] ?? 0);
      expected += weight * (profile[hour] ?? 0);
      weight *= 0.5 ** (1 / halfLife);
    }
  return came / expected;
}
