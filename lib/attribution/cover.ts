import { addMonths, type Period, startOfMonth } from '../time/period';

/** A period as the rollups hold it: whole calendar months, and the days left over. */
export interface Cover {
  months: Period[];
  days: Period[];
}

/**
 * Cuts a period into the months that can be read whole and the remaining days. A month is read by its days where the
 * period covers it only in part, or where one of `cuts` (days on which a bucket or an exchange rate begins) lies
 * inside it. Neighbours are joined, so that a fiscal year is one stretch.
 */
export function coverOf(period: Period, cuts: readonly string[]): Cover {
  const cover: Cover = { months: [], days: [] };
  const split = new Set(cuts.filter((day) => !day.endsWith('-01')).map((day) => day.slice(0, 7)));
  for (let { from } = period; from < period.to; ) {
    const next = addMonths(startOfMonth(from), 1);
    const isWhole = from.endsWith('-01') && next <= period.to && !split.has(from.slice(0, 7));
    const [to = next] = [next, period.to].sort();
    extend(isWhole ? cover.months : cover.days, { from, to });
    from = to;
  }
  return cover;
}

function extend(stretches: Period[], more: Period): void {
  const last = stretches.at(-1);
  if (last?.to === more.from) last.to = more.to;
  else stretches.push({ ...more });
}

/** Every day for itself, for what is asked by day. */
export const everyDayOf = (period: Period): Cover => ({ months: [], days: [period] });
