import { describe, expect, it } from 'vitest';
import type { UsageForecast } from '../forecasting/dto';
import { scaled, scaleFor } from './amount-scale';
import { barsOf, extentOf } from './bridge-bars';
import { fanOf } from './fan';
import { runsOf } from './runs';

describe('the drawings of the board', () => {
  it('leaves a gap where a month has no value', () => {
    expect(runsOf([1, null, 3, 4])).toEqual([
      [{ at: 0, value: 1 }],
      [
        { at: 2, value: 3 },
        { at: 3, value: 4 },
      ],
    ]);
    expect(runsOf([null, null])).toEqual([]);
  });

  it('lets each part start where the last one ended, and draws no part of nothing', () => {
    const bars = barsOf(
      '100.000000000000',
      [
        { part: 'volume', amount: '30.000000000000', share: '0.300000' },
        { part: 'price', amount: '0.000000000000', share: '0.000000' },
        { part: 'modelMix', amount: '-50.000000000000', share: '-0.500000' },
      ],
      '80.000000000000',
    );
    expect(bars.map(({ key, from, to }) => [key, from, to])).toEqual([
      ['before', 0, 100],
      ['volume', 100, 130],
      ['modelMix', 130, 80],
      ['after', 0, 80],
    ]);
    expect(extentOf(bars)).toEqual({ low: 0, high: 130 });
  });

  it('writes amounts in one scale, rounded once', () => {
    expect(scaleFor(['512400.000000000000', '-42600.5'])).toBe('thousand');
    expect(scaleFor(['99999.9'])).toBe('units');
    expect(scaleFor(['-12000000'])).toBe('million');
    expect(scaled('131900.400000000000', 'thousand', true)).toBe('+131.9');
    expect(scaled('-42650.000000000000', 'thousand', true)).toBe('−42.6');
    expect(scaled('12', 'thousand')).toBe('0.0');
    expect(scaled('512400.6', 'units')).toBe('512,401');
    expect(scaled('-3.456', 'units', true)).toBe('−3.46');
  });
});

const interval = (low: string, high: string) => ({ low, high });

describe('the year and its end', () => {
  const year = { from: '2026-04-01', to: '2027-04-01' };
  const end = (key: string, period: { from: string; to: string }, actual: string, total: string) => ({
    key,
    period,
    actual,
    total,
    unknownDays: 0,
    expected: '0',
    intervals: { p80: interval('90', '130'), p95: interval('80', '150') },
  });
  const forecast = {
    today: '2026-04-03',
    history: [
      { day: '2026-03-31', amount: '999' },
      { day: '2026-04-01', amount: '10.5' },
      { day: '2026-04-02', amount: null },
    ],
    forecast: {
      ends: [
        end('month', { from: '2026-04-01', to: '2026-05-01' }, '10.5', '100'),
        end('quarter', { from: '2026-04-01', to: '2026-07-01' }, '10.5', '110'),
        end('year', year, '10.5', '120'),
      ],
    },
  } as unknown as UsageForecast;

  it('adds up what is known since the year began, and the envelope month by month', () => {
    const fan = fanOf(forecast, '20');
    expect(fan?.actual).toEqual([
      { day: '2026-04-01', amount: 0 },
      { day: '2026-04-01', amount: 10.5 },
      { day: '2026-04-03', amount: 10.5 },
    ]);
    expect(fan?.ends.map(({ day, amount }) => [day, amount])).toEqual([
      ['2026-05-01', 100],
      ['2026-07-01', 110],
      ['2027-04-01', 120],
    ]);
    expect(fan?.envelope.at(-1)).toEqual({ day: '2027-04-01', amount: 240 });
    expect(fan?.high).toBe(240);
  });

  it('puts what came before a month below its interval', () => {
    const month = end('month', { from: '2027-03-01', to: year.to }, '4', '6');
    const late = { ...forecast, forecast: { ends: [month, end('year', year, '54', '56')] } };
    const fan = fanOf(late as unknown as UsageForecast, null);
    expect(fan?.ends).toHaveLength(1);
    expect(fan?.ends[0]).toMatchObject({ key: 'month', amount: 56, low80: 140 });
    expect(fanOf({ ...forecast, forecast: null }, null)).toBeNull();
  });
});
