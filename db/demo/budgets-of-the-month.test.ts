import { describe, expect, it } from 'vitest';
import { elapsedShare, type LastMonth, presentMonthStart, workedDays } from './month-so-far';
import { DEPARTMENTS, TEAMS } from './organisation';
import { EXCEEDED, FAST_TEAM, PRESSED_TEAM, planBudgets, RAISED_TEAM } from './plan-budgets';

const LAST: LastMonth = {
  teams: new Map(TEAMS.map(({ key }) => [key, { hkd: 50_000, tokens: 100_000_000n }])),
  workflows: new Map([
    ['customs/classify-hs-code', 40_000],
    ['engineering/run-regression-suite', 26_500],
  ]),
  busyUsers: new Map([['technology', 3_600]]),
};

describe('the month so far', () => {
  it.each([
    // Nothing of a month that begins on a Sunday; a day counts as worked all the same.
    ['2026-10-31T16:00:00Z', 1 / 21],
    // 15 of 21 working days, 3 of 4 Saturdays, 3½ of 5 Sundays.
    ['2026-11-22T04:00:00Z', (15 * 100 + 3 * 22 + 3.5 * 4) / (21 * 100 + 4 * 22 + 5 * 4)],
    ['2026-11-30T15:59:59.999Z', 1],
  ])('at %s is %d of a month', (now, share) => {
    expect(elapsedShare(new Date(now))).toBeCloseTo(share, 6);
  });

  it('begins at midnight in Hong Kong', () => {
    expect(presentMonthStart(new Date('2026-11-22T04:00:00Z')).toISOString()).toBe(
      '2026-10-31T16:00:00.000Z',
    );
    expect(presentMonthStart(new Date('2026-11-30T16:00:00Z')).toISOString()).toBe(
      '2026-11-30T16:00:00.000Z',
    );
  });

  it('knows its working days', () => {
    expect(workedDays(new Date('2026-11-01T04:00:00Z'))).toEqual(['2026-11-01']);
    expect(workedDays(new Date('2026-11-22T04:00:00Z'))).toHaveLength(15);
    expect(workedDays(new Date('2026-11-22T04:00:00Z')).at(-1)).toBe('2026-11-20');
  });
});

describe('the budgets of the month', () => {
  const plan = planBudgets(LAST, 0.7);
  const limit = (matches: (name: string) => boolean) =>
    plan.filter(({ name }) => matches(name)).reduce((sum, one) => sum + BigInt(one.limit), 0n);
  const nameOf = (key: string) => TEAMS.find((team) => team.key === key)?.name ?? '';

  it('are one of the organisation, one of each department and team, and some of their workflows, users and tokens', () => {
    const count = (kind: string) => plan.filter(({ scope }) => scope.kind === kind).length;
    expect(['organisation', 'department', 'team', 'workflow', 'user'].map(count)).toEqual([
      1,
      DEPARTMENTS.length,
      TEAMS.length + 1,
      4,
      1,
    ]);
    expect(new Set(plan.map(({ name }) => name)).size).toBe(plan.length);
  });

  it('are sized by the month before, or by the share of it that is behind', () => {
    expect(limit((name) => name === 'Sales & Pricing')).toBe(59_000n);
    expect(limit((name) => name === nameOf(FAST_TEAM))).toBe(48_000n);
    // 50,000 × 0.7 ÷ 0.86 = 40,697.67…; ÷ 1.06 = 33,018.86…
    expect(limit((name) => name === nameOf(PRESSED_TEAM))).toBe(41_000n);
    expect(limit((name) => name === nameOf(RAISED_TEAM))).toBe(33_500n);
    // 40,000 × 0.7 ÷ 1.03 = 27,184.46…
    expect(plan.find(({ scope }) => 'workflow' in scope && scope.workflow === EXCEEDED.workflow)?.limit).toBe(
      '27500',
    );
    // 3,600 × 0.7 ÷ 0.8 = 3,150
    expect(limit((name) => name === 'Every engineer')).toBe(3_200n);
    expect(limit((name) => name === 'Ask-the-data tokens')).toBe(131_000_000n);
  });

  it('leave nothing over-allocated', () => {
    for (const { key, name } of DEPARTMENTS) {
      const own = TEAMS.filter(({ department }) => department === key).map((team) => team.name);
      expect(limit((one) => own.includes(one))).toBeLessThanOrEqual(limit((one) => one === name));
    }
    const departments = DEPARTMENTS.map(({ name }) => name);
    expect(limit((name) => departments.includes(name))).toBeLessThanOrEqual(
      limit((name) => name === 'Harbour Logistics Group'),
    );
  });
});
