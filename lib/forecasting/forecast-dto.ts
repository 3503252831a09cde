import { moneyToString } from '../money/money';
import type { EndDto, ForecastDto, IntervalDto, IntervalsDto } from './dto';
import type { EndForecast, Forecast, Interval, Intervals } from './forecast';

export function forecastDto({ days, ends, trendBreak, ...rest }: Forecast): ForecastDto {
  return {
    ...rest,
    days: days.map(({ day, amount, ...intervals }) => ({
      day,
      amount: moneyToString(amount),
      ...intervalsDto(intervals),
    })),
    ends: ends.map(endDto),
    trendBreak: trendBreak && {
      day: trendBreak.day,
      before: moneyToString(trendBreak.before),
      after: moneyToString(trendBreak.after),
    },
  };
}

const endDto = (end: EndForecast): EndDto => ({
  ...end,
  actual: moneyToString(end.actual),
  expected: moneyToString(end.expected),
  total: moneyToString(end.total),
  intervals: intervalsDto(end.intervals),
});

const intervalsDto = ({ p80, p95 }: Intervals): IntervalsDto => ({
  p80: intervalDto(p80),
  p95: intervalDto(p95),
});

const intervalDto = ({ low, high }: Interval): IntervalDto => ({
  low: moneyToString(low),
  high: moneyToString(high),
});
