import { addDays, addMonths, daysBetween, type Grain, type Period, startOfMonth } from '../time/days';
import { fiscalQuarterOf, fiscalYearOf } from '../time/fiscal';

/** Periods by name. A link keeps the name, so "this month" means the reader's month whenever it is opened. */
export const PERIOD_PRESETS = [
  'this_month',
  'last_month',
  'last_3_months',
  'last_6_months',
  'last_13_months',
  'fiscal_quarter',
  'fiscal_year',
] as const;
export type PeriodPreset = (typeof PERIOD_PRESETS)[number];

export const isPeriodPreset = (text: string): text is PeriodPreset =>
  (PERIOD_PRESETS as readonly string[]).includes(text);

/** The days of a preset seen from `today`; running periods end with today, so that like is compared with like. */
export function presetPeriod(preset: PeriodPreset, today: string, fiscalYearStartMonth: number): Period {
  const month = startOfMonth(today);
  const to = addDays(today, 1);
  switch (preset) {
    case 'this_month':
      return { from: month, to };
    case 'last_month':
      return { from: addMonths(month, -1), to: month };
    case 'last_3_months':
      return { from: addMonths(month, -2), to };
    case 'last_6_months':
      return { from: addMonths(month, -5), to };
    case 'last_13_months':
      return { from: addMonths(month, -12), to };
    case 'fiscal_quarter':
      return { from: fiscalQuarterOf(today, fiscalYearStartMonth).period.from, to };
    case 'fiscal_year':
      return { from: fiscalYearOf(today, fiscalYearStartMonth).period.from, to };
  }
}

/** The step that draws a period in some tens of points. */
export function defaultGrain(period: Period): Grain {
  const days = daysBetween(period.from, period.to);
  if (days <= 2) return 'hour';
  if (days <= 62) return 'day';
  return days <= 190 ? 'week' : 'month';
}
