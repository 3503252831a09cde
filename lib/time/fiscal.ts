import { addMonths, type Period, startOfMonth } from './days';

/**
 * The fiscal year a day falls in, named by the calendar year it ends in (Hong Kong practice: FY2027 is
 * April 2026 to March 2027). `startMonth` is 1–12; 1 makes it the calendar year.
 */
export function fiscalYearOf(day: string, startMonth: number): { name: string; period: Period } {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  const startYear = month >= startMonth ? year : year - 1;
  const from = `${startYear}-${String(startMonth).padStart(2, '0')}-01`;
  return {
    name: `FY${startMonth === 1 ? startYear : startYear + 1}`,
    period: { from, to: addMonths(from, 12) },
  };
}

/** The fiscal quarter a day falls in, 1–4. */
export function fiscalQuarterOf(day: string, startMonth: number): { quarter: number; period: Period } {
  const { period } = fiscalYearOf(day, startMonth);
  for (let quarter = 1; quarter <= 4; quarter += 1) {
    const to = addMonths(period.from, quarter * 3);
    if (day < to) return { quarter, period: { from: addMonths(period.from, quarter * 3 - 3), to } };
  }
  throw new RangeError(`${day} is outside its own fiscal year`);
}

export const monthPeriod = (day: string): Period => {
  const from = startOfMonth(day);
  return { from, to: addMonths(from, 1) };
};
