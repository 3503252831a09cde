import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { THROTTLE, throttleWait } from './throttle';

const NOW = new Date('2026-11-22T04:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const rule = THROTTLE.pair; // 5 free in 15 minutes, then 30 s doubling to 15 min

describe('throttleWait', () => {
  it('lets the free failures pass, then doubles the wait after the newest', () => {
    const failures = (count: number) => Array.from({ length: count }, () => ago(0));
    expect([4, 5, 6, 7, 8, 9, 10, 11].map((count) => throttleWait(failures(count), NOW, rule))).toEqual([
      0, 30, 60, 120, 240, 480, 900, 900,
    ]);
  });
  it('counts down from the newest failure and forgets those outside the window', () => {
    const five = [ago(400), ago(300), ago(200), ago(100), ago(12)];
    expect(throttleWait(five, NOW, rule)).toBe(18);
    expect(throttleWait([...five.slice(1), ago(901)], NOW, rule)).toBe(0);
  });
  it('never waits longer than the rule says, and never less as failures grow', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000 }), { maxLength: 60 }), (ages) => {
        const failures = ages.map(ago);
        const wait = throttleWait(failures, NOW, rule);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(rule.maxWaitSeconds);
        expect(throttleWait([...failures, ago(0)], NOW, rule)).toBeGreaterThanOrEqual(wait);
      }),
    );
  });
});
