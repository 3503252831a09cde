import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fiscalQuarterOf, fiscalYearOf } from './fiscal';
import {
  addDays,
  assertWholeHourZone,
  bucketOf,
  dayOf,
  previousPeriod,
  startOfDay,
  toInstants,
} from './period';

const day = fc
  .date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const zone = fc.constantFrom(
  'Asia/Hong_Kong',
  'UTC',
  'Europe/London',
  'America/New_York',
  'Pacific/Auckland',
);

describe('days in a zone', () => {
  it('every instant of a day belongs to it, and its end belongs to the next', () => {
    fc.assert(
      fc.property(day, zone, fc.integer({ min: 0, max: 22 * 3_600_000 }), (d, z, offset) => {
        const { from, to } = toInstants({ from: d, to: addDays(d, 1) }, z);
        expect(dayOf(from, z)).toBe(d);
        expect(dayOf(new Date(from.getTime() + offset), z)).toBe(d);
        expect(dayOf(new Date(to.getTime() - 1), z)).toBe(d);
        expect(dayOf(to, z)).toBe(addDays(d, 1));
      }),
    );
  });
  it('Hong Kong midnight is 16:00 UTC the day before', () => {
    expect(startOfDay('2026-11-01', 'Asia/Hong_Kong').toISOString()).toBe('2026-10-31T16:00:00.000Z');
  });
  it('a London day can have 23 or 25 hours', () => {
    const hours = (d: string) => {
      const { from, to } = toInstants({ from: d, to: addDays(d, 1) }, 'Europe/London');
      return (to.getTime() - from.getTime()) / 3_600_000;
    };
    expect(hours('2026-03-29')).toBe(23);
    expect(hours('2026-10-25')).toBe(25);
  });
  it('refuses a zone off the hour and a name that is none', () => {
    expect(() => assertWholeHourZone('Asia/Kolkata')).toThrow(/whole number of hours/);
    expect(() => assertWholeHourZone('Mars/Olympus')).toThrow(/not a time zone/);
    expect(() => assertWholeHourZone('Asia/Hong_Kong')).not.toThrow();
  });
});

describe('periods', () => {
  it('whole months compare with whole months', () => {
    expect(previousPeriod({ from: '2026-03-01', to: '2026-04-01' })).toEqual({
      from: '2026-02-01',
      to: '2026-03-01',
    });
    expect(previousPeriod({ from: '2025-11-01', to: '2026-12-01' })).toEqual({
      from: '2024-10-01',
      to: '2025-11-01',
    });
    expect(previousPeriod({ from: '2026-03-10', to: '2026-03-17' })).toEqual({
      from: '2026-03-03',
      to: '2026-03-10',
    });
  });
  it('a month so far compares with the same days of the month before', () => {
    expect(previousPeriod({ from: '2026-11-01', to: '2026-11-23' })).toEqual({
      from: '2026-10-01',
      to: '2026-10-23',
    });
    expect(previousPeriod({ from: '2026-03-01', to: '2026-03-31' })).toEqual({
      from: '2026-02-01',
      to: '2026-03-01',
    });
  });
  it('weeks start on Monday', () => {
    expect(bucketOf('2026-11-22', 'week')).toBe('2026-11-16');
    expect(bucketOf('2026-11-16', 'week')).toBe('2026-11-16');
  });
});

describe('fiscal calendar', () => {
  it('names a year by the year it ends in', () => {
    expect(fiscalYearOf('2026-03-31', 4)).toEqual({
      name: 'FY2026',
      period: { from: '2025-04-01', to: '2026-04-01' },
    });
    expect(fiscalYearOf('2026-04-01', 4).name).toBe('FY2027');
    expect(fiscalYearOf('2026-12-31', 1).name).toBe('FY2026');
  });
  it('quarters tile the year', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 12 }), (d, m) => {
        const { period } = fiscalQuarterOf(d, m);
        expect(period.from <= d && d < period.to).toBe(true);
        expect(fiscalYearOf(period.from, m)).toEqual(fiscalYearOf(d, m));
      }),
    );
  });
});
