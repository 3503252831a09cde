import type { Decimal } from '../attribution/dto';
import type { EndDto, UsageForecast } from '../forecasting/dto';
import { toChartNumber } from '../money/format';
import { addMonths, daysBetween, type Period } from '../time/days';

/** Pixels only: spend added up since the year began. */
export interface FanPoint {
  day: string;
  amount: number;
}
export interface FanEnd extends FanPoint {
  key: string;
  low80: number;
  high80: number;
  low95: number;
  high95: number;
}

export interface Fan {
  year: Period;
  actual: FanPoint[];
  /** The end of the month, quarter and year, each as the year's total by then. */
  ends: FanEnd[];
  /** The envelope, added up month by month. */
  envelope: FanPoint[];
  high: number;
}

/** The year so far and to its end. `envelope` is the amount of a month in the reading currency, or null. */
export function fanOf({ history, forecast, today }: UsageForecast, envelope: Decimal | null): Fan | null {
  const year = forecast?.ends.find(({ key }) => key === 'year');
  if (!forecast || !year) return null;
  const actual = addedUp(history, year.period.from, today);
  const ends = forecast.ends
    .filter(({ period }, index, all) => all.findIndex((one) => one.period.to === period.to) === index)
    .map((end) => endOf(end, year))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  const line = envelope === null ? [] : envelopeLine(year.period, toChartNumber(envelope));
  const heights = [...ends.map(({ high95 }) => high95), ...line.map(({ amount }) => amount)];
  return { year: year.period, actual, ends, envelope: line, high: Math.max(1, ...heights) };
}

function addedUp(history: UsageForecast['history'], from: string, today: string): FanPoint[] {
  let sum = 0;
  const points: FanPoint[] = [{ day: from, amount: 0 }];
  for (const { day, amount } of history) {
    if (day < from || day >= today || amount === null) continue;
    sum += toChartNumber(amount);
    points.push({ day, amount: sum });
  }
  points.push({ day: today, amount: sum });
  return points;
}

/** What the year had come to before this month or quarter began is known: it moves the interval, not its width. */
function endOf(end: EndDto, year: EndDto): FanEnd {
  const before = toChartNumber(year.actual) - toChartNumber(end.actual);
  const at = (amount: Decimal) => before + toChartNumber(amount);
  const { p80, p95 } = end.intervals;
  return {
    key: end.key,
    day: end.period.to,
    amount: at(end.total),
    ...{ low80: at(p80.low), high80: at(p80.high), low95: at(p95.low), high95: at(p95.high) },
  };
}

function envelopeLine(year: Period, monthly: number): FanPoint[] {
  return Array.from({ length: 13 }, (_, months) => ({
    day: addMonths(year.from, months),
    amount: monthly * months,
  })).filter(({ day }) => day <= year.to);
}

/** Where a day lies in the year, 0 to 1. */
export const dayShare = (year: Period, day: string): number =>
  daysBetween(year.from, day) / daysBetween(year.from, year.to);
