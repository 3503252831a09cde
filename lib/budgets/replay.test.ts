import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Threshold } from './budget';
import { type PastCalls, type ReplayRule, replay } from './replay';

const THRESHOLDS: Threshold[] = [
  { percent: 50, action: { kind: 'notify' } },
  { percent: 80, action: { kind: 'warn' } },
  { percent: 100, action: { kind: 'block' } },
];
const rule = (over: Partial<ReplayRule> = {}): ReplayRule => ({
  limit: 100n,
  thresholds: THRESHOLDS,
  deniesUnpriced: true,
  ...over,
});

/** One a day, from the 1st on. */
const daily = (amounts: (bigint | null)[], subject = 0n): PastCalls[] =>
  amounts.map((amount, index) => ({
    subject,
    at: BigInt(index) * 1_000n,
    day: `2026-10-${String(index + 1).padStart(2, '0')}`,
    amount,
    requests: 2n,
  }));

describe('a replay', () => {
  it('refuses what goes beyond the limit, and lets smaller calls through afterwards', () => {
    // 40, 80, then 30 would be 110: refused; 20 fits exactly; 1 does not.
    expect(replay(daily([40n, 40n, 30n, 20n, 1n]), rule())).toEqual({
      passedCalls: 6n,
      passedAmount: 100n,
      firstBlocked: { at: 2_000n, day: '2026-10-03' },
      thresholds: [
        { percent: 50, reachedOn: '2026-10-02', subjects: 1 },
        { percent: 80, reachedOn: '2026-10-02', subjects: 1 },
        { percent: 100, reachedOn: '2026-10-03', subjects: 1 },
      ],
      blockedSubjects: 1,
    });
  });
  it('reaches a threshold at its amount, not after it', () => {
    const { thresholds } = replay(daily([49n, 1n, 29n, 1n]), rule());
    expect(thresholds.map((one) => one.reachedOn)).toEqual(['2026-10-02', '2026-10-04', null]);
  });
  it('refuses what has no price where the rule says so, which reaches no threshold', () => {
    const refused = replay(daily([null, 10n]), rule());
    expect(refused).toMatchObject({
      passedCalls: 2n,
      firstBlocked: { day: '2026-10-01' },
      blockedSubjects: 0,
    });
    expect(refused.thresholds.every((one) => one.reachedOn === null)).toBe(true);
    expect(replay(daily([null, 10n]), rule({ deniesUnpriced: false }))).toMatchObject({
      passedCalls: 4n,
      passedAmount: 10n,
      firstBlocked: null,
    });
  });
  it('refuses nothing without a blocking threshold', () => {
    const thresholds: Threshold[] = [{ percent: 100, action: { kind: 'warn' } }];
    expect(replay(daily([90n, 90n, null]), rule({ thresholds }))).toMatchObject({
      passedCalls: 6n,
      passedAmount: 180n,
      firstBlocked: null,
      thresholds: [{ percent: 100, reachedOn: '2026-10-02', subjects: 1 }],
    });
  });
  it('blocks at the lowest blocking threshold, and announces none above it', () => {
    const thresholds: Threshold[] = [
      { percent: 50, action: { kind: 'executive_review' } },
      { percent: 100, action: { kind: 'block' } },
    ];
    expect(replay(daily([50n, 1n]), rule({ thresholds }))).toMatchObject({
      passedAmount: 50n,
      firstBlocked: { day: '2026-10-02' },
      thresholds: [
        { percent: 50, reachedOn: '2026-10-01', subjects: 1 },
        { percent: 100, reachedOn: null, subjects: 0 },
      ],
    });
  });
  it('counts each user alone', () => {
    const calls = [...daily([60n, 60n], 1n), ...daily([10n, 90n, 1n], 2n)];
    const result = replay(calls, rule());
    expect(result).toMatchObject({ passedAmount: 160n, blockedSubjects: 2 });
    expect(result.thresholds).toEqual([
      { percent: 50, reachedOn: '2026-10-01', subjects: 2 },
      { percent: 80, reachedOn: '2026-10-02', subjects: 2 },
      { percent: 100, reachedOn: '2026-10-02', subjects: 2 },
    ]);
  });
});

it('never lets more through than the limit, and refuses only what would not have fitted', () => {
  const amounts = fc.array(fc.bigInt({ min: 0n, max: 60n }), { maxLength: 40 });
  fc.assert(
    fc.property(amounts, fc.bigInt({ min: 1n, max: 500n }), (list, limit) => {
      let spent = 0n;
      let refused = 0;
      for (const amount of list) {
        if (spent + amount > limit) refused += 1;
        else spent += amount;
      }
      const result = replay(daily(list), rule({ limit }));
      expect(result.passedAmount).toBe(spent);
      expect(result.passedCalls).toBe(BigInt(list.length - refused) * 2n);
      expect(result.firstBlocked === null).toBe(refused === 0);
      expect(spent <= limit).toBe(true);
    }),
  );
});
