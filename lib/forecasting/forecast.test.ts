import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Money, moneyOf, parseMoney, sumMoney } from '../money/money';
import { addDays } from '../time/days';
import { SIMPLE_CONTENDERS } from './contenders';
import { type Forecast, type ForecastAsked, forecastSpend } from './forecast';
import type { DailyAmount } from './series';
import { CONTENDERS } from './server/statistical-models';

const FIRST = '2026-08-03'; // a Monday
const usd = (units: number): Money => parseMoney(units.toFixed(6));

const daily = (values: readonly (number | null)[]): DailyAmount[] =>
  values.map((value, index) => ({
    day: addDays(FIRST, index),
    amount: value === null ? null : usd(value),
  }));

/** The days given, forecast to 14 days after them, with the period from the first day on. */
function asked(values: readonly (number | null)[], ahead = 14): ForecastAsked {
  const today = addDays(FIRST, values.length);
  return {
    days: daily(values),
    today,
    ends: [{ key: 'end', period: { from: FIRST, to: addDays(today, ahead) } }],
  };
}

function forecast(values: readonly (number | null)[], ahead = 14): Forecast {
  const answer = forecastSpend(asked(values, ahead), CONTENDERS);
  if ('reason' in answer) throw new Error(answer.reason);
  return answer;
}

const repeat = (times: number, of: (index: number) => number): number[] =>
  Array.from({ length: times }, (_, index) => of(index));
const numberOf = (amount: Money): number => Number(amount) / 1e12;
/** Deterministic noise between −1 and 1. */
const noise = (index: number): number => (((index * 7919 + 104_729) % 199) - 99) / 99;

describe('series whose future is known', () => {
  it('constant: the same, with next to no spread', () => {
    const { days, ends, backtest, trendBreak } = forecast(repeat(60, () => 100));
    expect(days.map(({ amount }) => amount)).toEqual(repeat(14, () => 100).map(usd));
    expect(ends[0]).toMatchObject({
      actual: usd(6_000),
      expected: usd(1_400),
      total: usd(7_400),
      unknownDays: 0,
    });
    expect(ends[0]?.intervals.p95).toEqual({ low: usd(7_400), high: usd(7_400) });
    expect(backtest).toMatchObject({ mase: 0, wape: 0, bias: 0, coverage: { day: { p80: 1, p95: 1 } } });
    expect(trendBreak).toBeNull();
  });
  it('a pure week: each weekday as it always was', () => {
    const week = [100, 110, 120, 110, 100, 20, 10];
    const { model, days } = forecast(repeat(70, (index) => week[index % 7] ?? 0));
    expect(['seasonal_naive', 'seasonal_mean']).toContain(model);
    expect(days.slice(0, 7).map(({ amount }) => amount)).toEqual(week.map(usd));
  });
  it('a week with noise: a weekly model wins, and its intervals hold what comes', () => {
    const week = [100, 110, 120, 110, 100, 20, 10];
    const value = (index: number) => (week[index % 7] ?? 0) + 5 * noise(index);
    const { model, days, backtest } = forecast(repeat(84, value), 28);
    expect(['seasonal_mean', 'mstl', 'seasonal_naive']).toContain(model);
    const inside = days.filter(
      ({ p95 }, index) => numberOf(p95.low) <= value(84 + index) && value(84 + index) <= numberOf(p95.high),
    );
    expect(inside.length).toBeGreaterThanOrEqual(26);
    expect(backtest.coverage.day.p80).toBeGreaterThan(0.65);
  });
  it('a step: learns from the days since, and says so', () => {
    const values = repeat(60, (index) => (index < 40 ? 100 : 300) + 4 * noise(index));
    const { trendBreak, learntFrom, days } = forecast(values);
    expect(trendBreak?.day).toBe(addDays(FIRST, 40));
    expect(learntFrom.from).toBe(addDays(FIRST, 40));
    for (const { amount } of days) expect(Math.abs(numberOf(amount) - 300)).toBeLessThan(10);
  });
  it('growth is no step: it goes on', () => {
    const { trendBreak, days } = forecast(repeat(60, (index) => 100 + 2 * index));
    expect(trendBreak).toBeNull();
    expect(Math.abs(numberOf(days[13]?.amount ?? moneyOf(0n)) - 246)).toBeLessThan(3);
  });
  it('nothing spent: nothing expected', () => {
    const { ends } = forecast(repeat(30, () => 0));
    expect(ends[0]).toMatchObject({ total: usd(0), intervals: { p95: { low: usd(0), high: usd(0) } } });
  });
});

describe('what is not known', () => {
  it('a gap is no zero: neither the forecast nor the spread knows of it', () => {
    const values = repeat(40, () => 100).map((value, index) => (index >= 30 && index < 33 ? null : value));
    const { days, ends, gapDays, knownDays } = forecast(values);
    expect([gapDays, knownDays]).toEqual([3, 37]);
    expect(days[0]?.amount).toBe(usd(100));
    expect(ends[0]).toMatchObject({ actual: usd(3_700), unknownDays: 3, total: usd(5_100) });
  });
  it('a zero is a zero', () => {
    const { ends } = forecast(repeat(40, (index) => (index >= 30 && index < 33 ? 0 : 100)));
    expect(ends[0]).toMatchObject({ actual: usd(3_700), unknownDays: 0 });
  });
  it('no days, or two, are refused with the reason', () => {
    expect(forecastSpend(asked([]), CONTENDERS)).toEqual({ reason: 'no_data', knownDays: 0 });
    expect(forecastSpend(asked([null, 5, 6]), CONTENDERS)).toEqual({ reason: 'too_short', knownDays: 2 });
  });
  it('three equal days say little: the interval is wide all the same', () => {
    const { days, backtest } = forecast([100, 100, 100]);
    const [day] = days;
    expect(day?.amount).toBe(usd(100));
    expect(numberOf(day?.p80.high ?? moneyOf(0n))).toBeGreaterThan(140);
    expect(numberOf(day?.p95.high ?? moneyOf(0n))).toBeGreaterThan(190);
    expect(backtest.coverage.day.p80).toBeNull();
  });
  it('an end that is over is refused', () => {
    const query = asked([1, 2, 3, 4]);
    expect(() =>
      forecastSpend({ ...query, ends: [{ key: 'x', period: { from: FIRST, to: query.today } }] }, CONTENDERS),
    ).toThrow(RangeError);
  });
});

describe('for any series', () => {
  const valueArbitrary = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { freq: 8, nil: null });
  const series = fc.array(valueArbitrary, { minLength: 3, maxLength: 60 });
  it('amounts add up, intervals lie within one another and nothing is below zero', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 40 }), (values, ahead) => {
        const answer = forecastSpend(asked(values, ahead), SIMPLE_CONTENDERS);
        if ('reason' in answer) return;
        const [end] = answer.ends;
        expect(end?.expected).toBe(sumMoney(answer.days.map(({ amount }) => amount)));
        expect(end?.total).toBe((end?.actual ?? 0n) + (end?.expected ?? 0n));
        for (const { amount, p80, p95 } of answer.days) {
          expect(0n <= p95.low && p95.low <= p80.low && p80.low <= amount).toBe(true);
          expect(amount <= p80.high && p80.high <= p95.high).toBe(true);
        }
        expect((end?.intervals.p95.low ?? 0n) >= (end?.actual ?? 0n)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
  it('the same series gives the same forecast, in any order of its days', () => {
    fc.assert(
      fc.property(series, (values) => {
        const query = asked(values);
        const turned = { ...query, days: [...query.days].reverse() };
        expect(forecastSpend(turned, SIMPLE_CONTENDERS)).toEqual(forecastSpend(query, SIMPLE_CONTENDERS));
      }),
      { numRuns: 30 },
    );
  });
  it('ten times the amounts are ten times the forecast', () => {
    const values = repeat(40, (index) => 50 + 20 * noise(index));
    const [one, ten] = [forecast(values), forecast(values.map((value) => value * 10))];
    expect(ten.model).toBe(one.model);
    one.days.forEach(({ amount }, index) => {
      expect(numberOf(ten.days[index]?.amount ?? moneyOf(0n))).toBeCloseTo(numberOf(amount) * 10, 3);
    });
  });
});
