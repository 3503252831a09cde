import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reverting } from './contenders';
import { pacesOf } from './pace';

const RULE = { halfLifeHours: 1 };

describe('the pace a day ends at', () => {
  it('by hand: two days of two hours, an hour forgotten by half', () => {
    // Day 2: shares of the hours (2.6 + 0.6) : (2.6 + 4.6) = 4/13 : 9/13. Weighted from the end, 4 + 0 + 2/4 + 2/8 came
    // of (9 + 4/2 + 9/4 + 4/8)/13 of a day: at that pace 4.75 × 13/13.75, over the 4 it came to.
    const [first, second] = pacesOf(
      [
        [2, 2],
        [0, 4],
      ],
      RULE,
    );
    expect(first).toBe(1);
    expect(second).toBeCloseTo(61.75 / 55, 12);
  });
  it('says nothing of days without hours, of nothing, or below', () => {
    expect(pacesOf([null, [0, 0], [-3, 1], [1, 1]], RULE).slice(0, 3)).toEqual([null, null, null]);
    expect(pacesOf([])).toEqual([]);
  });
  it('starts with the first use: nothing before it counts as quiet', () => {
    expect(pacesOf([[0, 0], null, [3, 1], [1, 3]], RULE).slice(2)).toEqual(
      pacesOf(
        [
          [3, 1],
          [1, 3],
        ],
        RULE,
      ),
    );
  });
  const day = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 24, maxLength: 24 });
  const days = fc.array(day, { minLength: 1, maxLength: 20 });
  it('is the same in any unit, and no day sees a later one', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 19 }), (all, cut) => {
        const paces = pacesOf(all);
        pacesOf(all.map((one) => one.map((hour) => hour * 8))).forEach((pace, index) => {
          if (pace === null) expect(paces[index]).toBeNull();
          else expect(pace).toBeCloseTo(paces[index] ?? Number.NaN, 9);
        });
        expect(pacesOf(all.slice(0, cut))).toEqual(paces.slice(0, cut));
      }),
    );
  });
  it('is 1 where every hour is the same, and near it where every day is', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 20 }), (one, times) => {
        fc.pre(one.some((hour) => hour > 0));
        for (const pace of pacesOf(Array.from({ length: times }, () => one))) {
          expect(pace).toBeGreaterThan(0.5);
          expect(pace).toBeLessThan(2);
        }
        const even = Array.from({ length: times }, () => one.map(() => 7));
        for (const pace of pacesOf(even)) expect(pace).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe('what the default makes of it', () => {
  const values = [100, 100, 100, 100];
  it('a day that ended busier is followed by a busier one, the less the further it looks', () => {
    // In logarithms of units of 0.1: 0.7 × 0.3 of the distance of 200 from 100 is there on the first day.
    const [first = 0, second = 0] = reverting.forecast(values, 2, 2);
    const steps = Math.log1p(2_000) - Math.log1p(1_000);
    expect(first).toBeCloseTo(0.1 * Math.expm1(Math.log1p(1_000) + 0.7 * 0.3 * steps), 9);
    expect(second).toBeCloseTo(0.1 * Math.expm1(Math.log1p(1_000) + 0.7 * 0.3 * 0.3 * steps), 9);
    reverting.forecast(values, 2).forEach((value) => {
      expect(value).toBeCloseTo(100, 9);
    });
  });
});
