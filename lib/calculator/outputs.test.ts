import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTHING_PULLED } from './levers';
import { type Calculation, COST_UNITS, type CostUnit, calculate, type Estimate } from './outputs';
import { PRESETS } from './presets';
import { Fraction, frac, type OracleCost, oracleCost } from './testing/oracle';
import { BOOK, MODELS, plans, workloads } from './testing/random-workload';
import { compilePrices } from './usage-cost-prices';
import { COST_KINDS } from './usage-cost-split';
import type { Workload } from './workload';

const prices = compilePrices(MODELS);

const calculated = (workload: Workload, plan = NOTHING_PULLED): Calculation => {
  const result = calculate(workload, plan, prices);
  if (!result.priced) throw new Error(`${result.model}: ${result.reason}`);
  return result;
};

const exactly = ({ exactMonthlyCost: { n, d } }: Estimate) => new Fraction(n, d);

/** What a month is multiplied by to be one unit. */
function timesAMonth(unit: CostUnit, workload: Workload, oracle: OracleCost): Fraction {
  const one = new Fraction(1n);
  const of: Record<CostUnit, () => Fraction> = {
    call: () => one.div(oracle.calls),
    task: () => one.div(oracle.tasks),
    day: () => one.div(frac(workload.daysPerMonth)),
    month: () => one,
    year: () => frac(12),
    activeUser: () => one.div(frac(workload.volume.activeUsers ?? 1)),
  };
  return of[unit]();
}

function expectRoundedDownOrUp(part: bigint, exact: Fraction): void {
  const apart = exact.sub(new Fraction(part));
  expect(apart.lt(new Fraction(1n)) && new Fraction(-1n).lt(apart)).toBe(true);
}

describe('against the second implementation', () => {
  it('gives every preset to the last digit', () => {
    for (const { workload } of PRESETS) {
      const { baseline } = calculated(workload);
      const oracle = oracleCost(workload, NOTHING_PULLED, BOOK);
      expect(exactly(baseline).eq(oracle.total)).toBe(true);
      expect(baseline.costPer.month?.total).toBe(oracle.total.round());
    }
  });

  it('gives any workload under any plan: exact, rounded once, and by every unit', () => {
    fc.assert(
      fc.property(workloads, plans, (workload, plan) => {
        const { baseline, optimised } = calculated(workload, plan);
        for (const [estimate, pulled] of [
          [baseline, NOTHING_PULLED],
          [optimised, plan],
        ] as const) {
          const oracle = oracleCost(workload, pulled, BOOK);
          expect(exactly(estimate).eq(oracle.total)).toBe(true);
          const unused = workload.volume.activeUsers === null ? 'activeUser' : null;
          for (const unit of COST_UNITS) {
            const due = oracle.total.mul(timesAMonth(unit, workload, oracle)).round();
            expect(estimate.costPer[unit]?.total).toBe(unit === unused ? undefined : due);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('splits by kind and side as it does, each part its exact value rounded down or up', () => {
    fc.assert(
      fc.property(workloads, plans, (workload, plan) => {
        const { optimised } = calculated(workload, plan);
        const oracle = oracleCost(workload, plan, BOOK);
        for (const unit of COST_UNITS) {
          const split = optimised.costPer[unit];
          const times = timesAMonth(unit, workload, oracle);
          for (const kind of COST_KINDS)
            if (split) expectRoundedDownOrUp(split[kind], oracle[kind].mul(times));
        }
        expectRoundedDownOrUp(optimised.monthlyInputCost, oracle.inputSide);
        expectRoundedDownOrUp(optimised.monthlyOutputCost, oracle.outputSide);
      }),
      { numRuns: 200 },
    );
  });
});

describe('properties', () => {
  it('the split sums to the total to the last digit, in every unit; so do the two sides', () => {
    fc.assert(
      fc.property(workloads, plans, (workload, plan) => {
        const { baseline, optimised } = calculated(workload, plan);
        for (const estimate of [baseline, optimised]) {
          for (const unit of COST_UNITS) {
            const split = estimate.costPer[unit];
            if (split) expect(COST_KINDS.reduce((sum, kind) => sum + split[kind], 0n)).toBe(split.total);
          }
          expect(estimate.monthlyInputCost + estimate.monthlyOutputCost).toBe(estimate.costPer.month?.total);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('twice the calls cost exactly twice', () => {
    fc.assert(
      fc.property(workloads, plans, (workload, plan) => {
        const { volume } = workload;
        const twice: Workload = {
          ...workload,
          volume:
            volume.kind === 'users'
              ? { ...volume, activeUsers: volume.activeUsers * 2 }
              : { ...volume, tasks: volume.tasks * 2 },
        };
        const [one, two] = [calculated(workload, plan), calculated(twice, plan)];
        const double = new Fraction(2n);
        expect(exactly(two.baseline).eq(exactly(one.baseline).mul(double))).toBe(true);
        expect(exactly(two.optimised).eq(exactly(one.optimised).mul(double))).toBe(true);
        expect(two.baseline.costPer.call?.total).toBe(one.baseline.costPer.call?.total);
      }),
      { numRuns: 200 },
    );
  });

  it('costs nothing without volume, and says so without dividing by it', () => {
    const [{ workload }] = PRESETS as [(typeof PRESETS)[0]];
    const none = calculated({ ...workload, volume: { kind: 'tasks', tasks: 0, per: 'day', activeUsers: 0 } });
    expect(none.baseline.costPer.month?.total).toBe(0n);
    expect(none.baseline.costPer.call).toBeNull();
    expect(none.baseline.costPer.activeUser).toBeNull();
    expect(none.savedShare.n).toBe(0n);
  });
});

describe('the outputs of the document’s calculator', () => {
  it('for the RAG scenario on Claude Sonnet 4.6', () => {
    const rag = PRESETS.find(({ key }) => key === 'scenario:rag') as (typeof PRESETS)[0];
    const { baseline } = calculated(rag.workload);
    expect(baseline.costPer.month?.total).toBe(1_800n * 10n ** 12n);
    expect(baseline.monthlyInputCost).toBe(1_200n * 10n ** 12n);
    expect(baseline.monthlyOutputCost).toBe(600n * 10n ** 12n);
    expect(baseline.costPer.year?.total).toBe(21_600n * 10n ** 12n);
    expect(baseline.tokensPerMonth).toEqual({
      input: 400_000_000n,
      output: 40_000_000n,
      total: 440_000_000n,
    });
    expect(baseline.tokensPerDay.input).toBe(13_333_333n);
  });

  it('leaves a model without a price unpriced, with the reason', () => {
    const [{ workload }] = PRESETS as [(typeof PRESETS)[0]];
    const on = (model: string) =>
      calculate({ ...workload, model: { kind: 'one', model } }, NOTHING_PULLED, prices);
    expect(on('google/gemma-4-31b-it')).toEqual({
      priced: false,
      model: 'google/gemma-4-31b-it',
      reason: 'self_hosted_no_rate',
    });
    expect(on('nobody/nothing')).toMatchObject({ priced: false, reason: 'unknown_model' });
  });

  it('says when fine-tuning has paid for its training', () => {
    const rag = PRESETS.find(({ key }) => key === 'scenario:rag') as (typeof PRESETS)[0];
    const plan = { ...NOTHING_PULLED, levers: { fineTuning: { strength: 0.5, applies: 1 } } };
    const { fineTuning, monthlySaving } = calculated(rag.workload, plan);
    // 10M tokens at $25 are $250; half of 7,800 tokens saved on 50,000 calls at $3 is $585 a month.
    expect(fineTuning?.trainingCost).toBe(250n * 10n ** 12n);
    expect(monthlySaving).toBe(585n * 10n ** 12n);
    expect(fineTuning).toMatchObject({ breakEvenMonths: 1n, breakEvenCalls: 21_368n, enoughCalls: true });
  });
});
