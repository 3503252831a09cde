import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BudgetPeriodKind,
  type BudgetScope,
  type BudgetUnit,
  DEFAULT_THRESHOLDS,
  type Threshold,
} from './budget';
import {
  allocationOf,
  checkEnvelope,
  type EnvelopeBudget,
  nearestAbove,
  roomFor,
  type Structure,
} from './envelope';

const SUPPORT = 1n;
const CLAIMS = 2n;
const PLATFORM = 3n;
const OPS = 10n;
/** support and claims are in ops; platform is in no department. Key k belongs to support, gateway to no team. */
const structure: Structure = {
  departmentOf: (teamId) => (teamId === PLATFORM ? null : OPS),
  teamOfKey: (keyId) => (keyId === 'k' ? SUPPORT : null),
};

const organisation: BudgetScope = { kind: 'organisation' };
const ops: BudgetScope = { kind: 'department', departmentId: OPS };
const team = (teamId: bigint): BudgetScope => ({ kind: 'team', teamId });
const workflow = (teamId: bigint, name: string): BudgetScope => ({
  kind: 'workflow',
  teamId,
  workflow: name,
});

let nextId = 1n;
const budget = (
  scope: BudgetScope,
  limit: bigint,
  period: BudgetPeriodKind = 'month',
  unit: BudgetUnit = 'currency',
  thresholds: readonly Threshold[] = DEFAULT_THRESHOLDS,
): EnvelopeBudget => {
  nextId += 1n;
  return { id: nextId, scope, unit, period, limit, thresholds };
};

const whole = budget(organisation, 12_000n, 'fiscal_year');
const department = budget(ops, 500n);
const support = budget(team(SUPPORT), 300n);
const claims = budget(team(CLAIMS), 100n);

describe('the nearest budget above', () => {
  it('is the department of a team, or the organisation where the team has none', () => {
    const all = [whole, department];
    expect(nearestAbove(all, team(SUPPORT), 'currency', structure)).toEqual({ scope: ops, annual: 6_000n });
    expect(nearestAbove(all, team(PLATFORM), 'currency', structure)).toEqual({
      scope: organisation,
      annual: 12_000n,
    });
    expect(nearestAbove([whole], team(SUPPORT), 'currency', structure)?.scope).toEqual(organisation);
    expect(nearestAbove(all, organisation, 'currency', structure)).toBeNull();
    expect(nearestAbove(all, team(SUPPORT), 'tokens', structure)).toBeNull();
  });
  it("is the team's for a workflow, a cap per user and a key", () => {
    const all = [whole, department, support];
    const user: BudgetScope = { kind: 'user', of: { kind: 'team', teamId: SUPPORT } };
    for (const scope of [workflow(SUPPORT, 'resolve'), user, { kind: 'api_key', keyId: 'k' } as const])
      expect(nearestAbove(all, scope, 'currency', structure)?.annual).toBe(3_600n);
    const gateway = { kind: 'api_key', keyId: 'gateway' } as const;
    expect(nearestAbove(all, gateway, 'currency', structure)?.scope).toEqual(organisation);
  });
  it('counts the tightest where a place has several', () => {
    const all = [department, budget(ops, 5_000n, 'fiscal_year')];
    expect(nearestAbove(all, team(SUPPORT), 'currency', structure)?.annual).toBe(5_000n);
  });
});

describe('what has been given on', () => {
  it('is the sum of the places directly below, per year', () => {
    const all = [whole, department, support, claims, budget(workflow(SUPPORT, 'resolve'), 70n, 'week')];
    expect(allocationOf(all, department, structure)).toEqual({
      places: 2,
      annualLimit: 6_000n,
      annualAllocated: 4_800n,
      annualLeft: 1_200n,
    });
    expect(allocationOf(all, support, structure)).toEqual({
      places: 1,
      annualLimit: 3_600n,
      annualAllocated: 3_640n,
      annualLeft: -40n,
    });
    // Teams of a department with a budget are the department's, not the organisation's.
    expect(allocationOf(all, whole, structure)?.annualAllocated).toBe(6_000n);
  });
  it('leaves out caps per user and keys, and says nothing of what divides nothing', () => {
    const cap = budget({ kind: 'user', of: { kind: 'team', teamId: SUPPORT } }, 10n);
    const key = budget({ kind: 'api_key', keyId: 'k' }, 10n);
    expect(allocationOf([support, cap, key], support, structure)?.annualAllocated).toBe(0n);
    expect(allocationOf([support, cap], cap, structure)).toBeNull();
  });
  it('keeps units apart', () => {
    const tokens = budget(team(CLAIMS), 1n, 'month', 'tokens');
    expect(allocationOf([department, tokens], department, structure)?.annualAllocated).toBe(0n);
  });
});

describe('a change', () => {
  const check = (before: EnvelopeBudget[], after: EnvelopeBudget[], scope: BudgetScope) =>
    checkEnvelope(before, after, { scope, unit: 'currency' }, structure);
  const others = [whole, department, claims];
  const with_ = (limit: bigint, period: BudgetPeriodKind = 'month') => [
    ...others,
    budget(team(SUPPORT), limit, period),
  ];

  it('fits up to what the department has left, to the unit', () => {
    expect(check(others, with_(400n), team(SUPPORT))).toEqual({ fits: true });
    expect(check(others, with_(401n), team(SUPPORT))).toEqual({
      fits: false,
      code: 'over_allocation',
      above: ops,
      annualRoom: 4_800n,
    });
    expect(check(others, with_(4_800n, 'fiscal_year'), team(SUPPORT))).toEqual({ fits: true });
    expect(check(others, with_(4_801n, 'fiscal_year'), team(SUPPORT))).toMatchObject({ fits: false });
  });
  it('that lowers always fits, also where too much is given on already', () => {
    expect(check(with_(900n), with_(899n), team(SUPPORT))).toEqual({ fits: true });
    expect(check(with_(900n), with_(901n), team(SUPPORT))).toMatchObject({ code: 'over_allocation' });
    expect(check(with_(900n), others, team(SUPPORT))).toEqual({ fits: true });
  });
  it('without a budget above can only lower', () => {
    const own = (limit: bigint) => [budget(team(SUPPORT), limit)];
    expect(check(own(10n), own(9n), team(SUPPORT))).toEqual({ fits: true });
    expect(check(own(10n), own(11n), team(SUPPORT))).toEqual({ fits: false, code: 'no_envelope' });
    expect(check([], own(1n), team(SUPPORT))).toEqual({ fits: false, code: 'no_envelope' });
  });
  it('cannot loosen a place by taking its tighter budget away', () => {
    const tight = budget(team(SUPPORT), 100n);
    const loose = budget(team(SUPPORT), 10_000n, 'fiscal_year');
    expect(check([...others, tight, loose], [...others, loose], team(SUPPORT))).toMatchObject({
      code: 'over_allocation',
    });
  });
  it('cannot hide a wide budget behind a tight one that stops nothing', () => {
    const announces: Threshold[] = [{ percent: 100, action: { kind: 'notify' } }];
    const tight = budget(team(SUPPORT), 1n, 'fiscal_year', 'currency', announces);
    expect(check([...with_(300n), tight], [...with_(401n), tight], team(SUPPORT))).toMatchObject({
      code: 'over_allocation',
    });
    const loud = (limit: bigint) => budget(team(SUPPORT), limit, 'month', 'currency', announces);
    expect(
      check([...others, tight, loud(300n)], [...others, tight, loud(401n)], team(SUPPORT)),
    ).toMatchObject({ code: 'over_allocation' });
    expect(check([...others, loud(300n)], [...others, tight, loud(300n)], team(SUPPORT)).fits).toBe(true);
  });
  it('of a cap per user is held against the team alone', () => {
    const cap = (limit: bigint) => [
      ...others,
      support,
      budget({ kind: 'user', of: { kind: 'team', teamId: SUPPORT } }, limit),
    ];
    const scope: BudgetScope = { kind: 'user', of: { kind: 'team', teamId: SUPPORT } };
    expect(check([...others, support], cap(300n), scope)).toEqual({ fits: true });
    expect(check([...others, support], cap(301n), scope)).toMatchObject({ code: 'over_allocation' });
  });
});

it('is worked out for hundreds of budgets in no time', () => {
  const many = Array.from({ length: 500 }, (_, index) => budget(workflow(SUPPORT, `w${index}`), 1n));
  const all = [whole, department, support, ...many];
  const begun = performance.now();
  for (const one of all) {
    allocationOf(all, one, structure);
    roomFor(all, one.scope, one.unit, structure);
  }
  expect(performance.now() - begun).toBeLessThan(5_000);
  expect(allocationOf(all, support, structure)).toMatchObject({ places: 500, annualLeft: -2_400n });
});

it('however a lead divides, what was within the envelope stays within it', () => {
  const place = fc.constantFrom<BudgetScope>(
    team(SUPPORT),
    team(CLAIMS),
    workflow(SUPPORT, 'a'),
    workflow(SUPPORT, 'b'),
    workflow(CLAIMS, 'a'),
  );
  const step = fc.record({ place, limit: fc.bigInt({ min: 1n, max: 600n }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let all: EnvelopeBudget[] = [department];
      for (const { place: scope, limit } of steps) {
        const key = JSON.stringify(scope, (_, value) => (typeof value === 'bigint' ? `${value}` : value));
        const same = (one: EnvelopeBudget) =>
          JSON.stringify(one.scope, (_, value) => (typeof value === 'bigint' ? `${value}` : value)) === key;
        const after = [...all.filter((one) => !same(one)), budget(scope, limit)];
        if (checkEnvelope(all, after, { scope, unit: 'currency' }, structure).fits) all = after;
      }
      // To lower a team below its own workflows is allowed (it holds tighter); the department is never exceeded.
      expect(allocationOf(all, department, structure)?.annualLeft).toBeGreaterThanOrEqual(0n);
      const room = roomFor(all, team(SUPPORT), 'currency', structure);
      expect(room?.annual).toBeGreaterThanOrEqual(0n);
    }),
  );
});
