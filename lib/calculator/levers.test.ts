import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LEVER_ORDER,
  LEVERS,
  type LeverKey,
  type LeverPlan,
  NOTHING_PULLED,
  startOf,
  withLever,
} from './levers';
import { leverPlanInput } from './levers-input';
import { Fraction } from './testing/oracle';
import { MODELS, plans, settings, workloads } from './testing/random-workload';
import { costUnder } from './usage-cost';
import { compilePrices } from './usage-cost-prices';
import type { Workload } from './workload';

const prices = compilePrices(MODELS);

const monthly = (workload: Workload, plan: LeverPlan): Fraction => {
  const cost = costUnder(workload, plan, prices);
  if (!cost.priced) throw new Error(`${cost.model}: ${cost.reason}`);
  return new Fraction(cost.exact.n, cost.exact.d);
};

const lever = fc.constantFrom<LeverKey>(...LEVER_ORDER);
const pulled = lever.chain((key) => settings(key).map((setting) => ({ key, setting })));

describe('levers', () => {
  it('no lever ever raises cost, whatever else is pulled', () => {
    fc.assert(
      fc.property(workloads, plans, pulled, (workload, plan, { key, setting }) => {
        const without = withLever(plan, key, null);
        expect(monthly(workload, without).lt(monthly(workload, withLever(plan, key, setting)))).toBe(false);
      }),
      { numRuns: 1_500 },
    );
  });

  it('nor does pulling one harder', () => {
    fc.assert(
      fc.property(workloads, plans, pulled, (workload, plan, { key, setting }) => {
        const harder = { strength: LEVERS[key].max, applies: 1 };
        const [soft, hard] = [withLever(plan, key, setting), withLever(plan, key, harder)];
        expect(monthly(workload, soft).lt(monthly(workload, hard))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('all levers together, at the top of their range, stay between 0 and baseline', () => {
    fc.assert(
      fc.property(workloads, plans, (workload, plan) => {
        const levers = Object.fromEntries(
          LEVER_ORDER.map((key) => [key, { strength: LEVERS[key].max, applies: 1 }]),
        );
        const [baseline, optimised] = [
          monthly(workload, NOTHING_PULLED),
          monthly(workload, { ...plan, levers }),
        ];
        expect(optimised.lt(new Fraction(0n))).toBe(false);
        expect(baseline.lt(optimised)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('a zero lever changes nothing', () => {
    fc.assert(
      fc.property(workloads, plans, lever, (workload, plan, key) => {
        const without = monthly(workload, withLever(plan, key, null));
        const zeros = [
          { strength: 0, applies: 1 },
          { strength: LEVERS[key].max, applies: 0 },
        ];
        for (const zero of zeros)
          expect(monthly(workload, withLever(plan, key, zero)).eq(without)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a plan from outside', () => {
  it('comes back as it is from JSON', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(leverPlanInput.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
      }),
      { numRuns: 100 },
    );
  });

  it.each(LEVER_ORDER)('%s starts inside its published range and is refused outside it', (key) => {
    const { min, max } = LEVERS[key];
    const parse = (strength: number) =>
      leverPlanInput.safeParse({ ...NOTHING_PULLED, levers: { [key]: { strength, applies: 1 } } }).success;
    expect(parse(startOf(key).strength)).toBe(true);
    expect(parse(0)).toBe(true);
    expect(parse(max + 0.01)).toBe(false);
    if (min > 0) expect(parse(min - 0.01)).toBe(false);
  });
});
