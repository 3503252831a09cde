import { addMonths, type Period, startOfMonth } from '@/lib/time/days';

/** How far back a month can be chosen: a year and the same month of the year before. */
const MONTHS = 13;
/** Stretches of several months, the running one included: how many. */
const STRETCHES = { last_3_months: 3, last_13_months: 13 } as const;
type Stretch = keyof typeof STRETCHES;

/** A month as 2026-10, or a stretch by name: what the address says. */
interface PeriodChoice {
  value: string;
  period: Period;
  stretch: Stretch | null;
  /** The month is not over. */
  running: boolean;
}

/** What can be chosen, newest first. `today` is a day of the organisation's zone. */
export function periodChoices(today: string): PeriodChoice[] {
  const running = startOfMonth(today);
  const months = Array.from({ length: MONTHS }, (_, back) => addMonths(running, -back)).map((from) => ({
    value: from.slice(0, 7),
    period: { from, to: addMonths(from, 1) },
    stretch: null,
    running: from === running,
  }));
  const stretches = (Object.keys(STRETCHES) as Stretch[]).map((stretch) => ({
    value: stretch,
    period: { from: addMonths(running, 1 - STRETCHES[stretch]), to: addMonths(running, 1) },
    stretch,
    running: true,
  }));
  return [...months, ...stretches];
}

/** The period asked for; the last whole month for anything else, so that an old link still opens. */
export function readPeriod(asked: string | string[] | undefined, today: string): PeriodChoice {
  const choices = periodChoices(today);
  const found = choices.find(({ value }) => value === asked) ?? choices[1];
  if (!found) throw new RangeError('There is no month to choose.');
  return found;
}
