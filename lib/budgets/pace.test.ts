import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../time/days';
import { exhaustionDay, forecastOf, type PaceInput, paceOf, percentOf } from './pace';

const DAY_MS = 86_400_000;
const NOVEMBER = { from: '2026-11-01', to: '2026-12-01' };

/** November, at noon of the 11th: ten days are completed. */
const pace = (over: Partial<PaceInput>): PaceInput => ({
  period: NOVEMBER,
  today: '2026-11-11',
  elapsedMs: 10.5 * DAY_MS,
  totalMs: 30 * DAY_MS,
  limit: 3_000n,
  blockedAt: 3_000n,
  spent: 1_000n,
  spentToday: 0n,
  ...over,
});

describe('the forecast', () => {
  it('goes on at the rate of the completed days', () => {
    // 1,000 in ten days, 50 of today left aside: 100 a day, 3,000 in thirty.
    expect(forecastOf(pace({ spent: 1_050n, spentToday: 50n }))).toBe(3_000n);
  });
  it('is never below what is spent already', () => {
    expect(forecastOf(pace({ spent: 5_100n, spentToday: 5_000n }))).toBe(5_100n);
  });
  it('rounds up', () => {
    // 100 in seven days: 428 4/7 in thirty.
    expect(forecastOf(pace({ today: '2026-11-08', spent: 100n }))).toBe(429n);
  });
  it('waits for a completed day', () => {
    expect(forecastOf(pace({ today: '2026-11-01', spent: 900n, spentToday: 900n }))).toBeNull();
  });
});

describe('the day the limit is reached', () => {
  it('is the day the even rate gets there', () => {
    // 200 a day: 2,000 by the 10th, 3,000 at the end of the 15th.
    expect(exhaustionDay(pace({ spent: 2_000n }))).toBe('2026-11-15');
    expect(exhaustionDay(pace({ spent: 2_000n, limit: 3_001n }))).toBe('2026-11-16');
  });
  it('is the last day where it is reached exactly at the end, and none beyond', () => {
    expect(exhaustionDay(pace({ spent: 1_000n }))).toBe('2026-11-30');
    expect(exhaustionDay(pace({ spent: 999n }))).toBeNull();
  });
  it('is none once it is reached, and without a rate', () => {
    expect(exhaustionDay(pace({ spent: 3_000n }))).toBeNull();
    expect(exhaustionDay(pace({ spent: 0n }))).toBeNull();
  });
});

describe('the state', () => {
  const stateOf = (over: Partial<PaceInput>) => paceOf(pace(over)).state;
  it('is on track up to the even line', () => {
    expect(stateOf({ spent: 1_000n })).toBe('on_track');
    // 1,050 of 3,000 at 10.5 of 30 days is exactly even; 100 a day from the completed ones fits.
    expect(stateOf({ spent: 1_050n, spentToday: 50n })).toBe('on_track');
  });
  it('is ahead of time within the limit', () => {
    expect(stateOf({ spent: 1_051n, spentToday: 51n })).toBe('ahead');
  });
  it('will exceed where the forecast is beyond the limit', () => {
    expect(stateOf({ spent: 1_001n })).toBe('will_exceed');
  });
  it('is blocked at the blocking threshold, and exceeded where nothing blocks', () => {
    expect(stateOf({ spent: 2_999n })).toBe('will_exceed');
    expect(stateOf({ spent: 3_000n })).toBe('blocked');
    expect(stateOf({ spent: 3_000n, blockedAt: null })).toBe('will_exceed');
    expect(stateOf({ spent: 3_001n, blockedAt: null })).toBe('exceeded');
    expect(stateOf({ spent: 3_300n, blockedAt: 3_600n })).toBe('exceeded');
    expect(stateOf({ spent: 1_500n, blockedAt: 1_500n })).toBe('blocked');
  });
});

describe('for any use', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 20n });
  const day = fc.integer({ min: 0, max: 29 });
  it('the exhaustion day is within the rest of the period, and there exactly where the even rate reaches the limit', () => {
    fc.assert(
      fc.property(amount, day, fc.bigInt({ min: 1n, max: 10n ** 20n }), (spent, passed, limit) => {
        const input = pace({ today: addDays(NOVEMBER.from, passed), spent, limit });
        const found = exhaustionDay(input);
        const reaches = passed > 0 && spent < limit && spent * 30n >= limit * BigInt(passed);
        expect(found !== null).toBe(reaches);
        if (found === null) return;
        expect(found >= input.today && found < NOVEMBER.to).toBe(true);
        const days = BigInt(daysBetween(NOVEMBER.from, found) + 1);
        expect(spent * days >= limit * BigInt(passed)).toBe(true);
        expect(spent * (days - 1n) < limit * BigInt(passed) || found === input.today).toBe(true);
      }),
    );
  });
});

it('percents are rounded down, so that 100.0 means reached', () => {
  expect(percentOf(9_999n, 10_000n)).toBe('99.9');
  expect(percentOf(10_000n, 10_000n)).toBe('100.0');
  expect(percentOf(814n, 1_000n)).toBe('81.4');
  expect(percentOf(0n, 7n)).toBe('0.0');
  expect(percentOf(1n, 0n)).toBeNull();
});
