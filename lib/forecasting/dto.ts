import type { Decimal, Resolved } from '../attribution/dto';
import type { Period } from '../time/days';
import type { NoForecast } from './forecast';
import type { BacktestReport } from './report';

/** Decimal strings at 12 decimals of the reading currency; estimates are rounded to 6. */
export interface IntervalDto {
  low: Decimal;
  high: Decimal;
}
export interface IntervalsDto {
  p80: IntervalDto;
  p95: IntervalDto;
}

export interface EndDto {
  /** month, quarter or year. */
  key: string;
  period: Period;
  actual: Decimal;
  unknownDays: number;
  expected: Decimal;
  total: Decimal;
  intervals: IntervalsDto;
}

export interface ForecastDto {
  model: string;
  days: (IntervalsDto & { day: string; amount: Decimal })[];
  ends: EndDto[];
  backtest: BacktestReport;
  learntFrom: Period;
  knownDays: number;
  gapDays: number;
  trendBreak: { day: string; before: Decimal; after: Decimal } | null;
}

export interface UsageForecast extends Resolved {
  /** The first day that is not complete: forecast whole. */
  today: string;
  /** The days it was made from; null: nothing is known of the day. */
  history: { day: string; amount: Decimal | null }[];
  forecast: ForecastDto | null;
  /** Where there is no forecast: why. */
  noForecast: NoForecast | null;
}
