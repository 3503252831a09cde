import { addDays, type Period, startOfWeek } from '../time/days';
import { fiscalQuarterOf, fiscalYearOf, monthPeriod } from '../time/fiscal';
import type { BudgetPeriodKind } from './budget';

/** The budget period a day of the organisation falls in; weeks start on Monday, quarters and years are fiscal. */
export function budgetPeriodOf(kind: BudgetPeriodKind, day: string, fiscalYearStartMonth: number): Period {
  switch (kind) {
    case 'day':
      return { from: day, to: addDays(day, 1) };
    case 'week': {
      const from = startOfWeek(day);
      return { from, to: addDays(from, 7) };
    }
    case 'month':
      return monthPeriod(day);
    case 'quarter':
      return fiscalQuarterOf(day, fiscalYearStartMonth).period;
    case 'fiscal_year':
      return fiscalYearOf(day, fiscalYearStartMonth).period;
  }
}

/** Periods of a kind in a year: what makes limits of different periods comparable. */
export const PERIODS_PER_YEAR: Record<BudgetPeriodKind, bigint> = {
  day: 365n,
  week: 52n,
  month: 12n,
  quarter: 4n,
  fiscal_year: 1n,
};
