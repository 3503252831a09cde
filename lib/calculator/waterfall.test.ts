import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVER_ORDER, type LeverPlan, NOTHING_PULLED, startOf, withLever } from './levers';
import { nextLevers } from './next-lever';
import { atAgentLevel } from './presets';
import { publishedPrices } from './published-prices';
import { oracleCost } from './testing/oracle';
import { BOOK, MODELS, plans, workloads } from './testing/random-workload';
import { compilePrices } from './usage-cost-prices';
import { waterfallOf } from './waterfall';
import type { Workload } from './workload';

const prices = compilePrices(MODELS);
const due = (workload: Workload, plan: LeverPlan) => oracleCost(workload, plan, BOOK);

function waterfall(workload: Workload, plan: LeverPlan) {
  const result = waterfallOf(workload, plan, prices);
  if (!result.priced) throw new Error(result.reason);
  return result;
}

describe('waterfall', () => {
  it('falls from baseline to optimised, step by step, to the last digit', () => {
    fc.assert(
      fc.property(workloads, plans, (workload, plan) => {
        const { baseline, optimised, steps } = waterfall(workload, plan);
        expect(baseline).toBe(due(workload, NOTHING_PULLED).total.round());
        expect(optimised).toBe(due(workload, plan).total.round());
        expect(steps.reduce((left, { saving }) => left - saving, baseline as bigint)).toBe(optimised);
        for (const { saving, alone, last } of steps)
          expect(saving >= 0n && alone >= 0n && last >= 0n).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('says what each lever saves alone and last, by the second implementation', () => {
    fc.assert(
      fc.property(workloads, plans, (workload, plan) => {
        const [none, all] = [due(workload, NOTHING_PULLED).total, due(workload, plan).total];
        for (const { lever, alone, last } of waterfall(workload, plan).steps) {
          const only = { ...plan, levers: { [lever]: plan.levers[lever] } };
          expect(alone).toBe(none.sub(due(workload, only).total).round());
          expect(last).toBe(
            due(workload, withLever(plan, lever, null))
              .total.sub(all)
              .round(),
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('compounds: two levers on one prompt save less than their sum', () => {
    const workload = { ...atAgentLevel('simple'), model: { kind: 'one', model: 'openai/gpt-5.5' } } as const;
    const levers = { concisePrompts: startOf('concisePrompts'), fineTuning: startOf('fineTuning') };
    const { baseline, optimised, sumAlone } = waterfall(workload, { ...NOTHING_PULLED, levers });
    expect(baseline - optimised < sumAlone).toBe(true);
  });
});

describe('the next lever', () => {
  const ofDocument = publishedPrices();

  it('is the one whose cost is lowest, worked out on top of the plan', () => {
    fc.assert(
      fc.property(workloads, plans, (workload, plan) => {
        const next = nextLevers(workload, plan, prices);
        if (!Array.isArray(next)) throw new Error(next.reason);
        const now = due(workload, plan).total;
        for (const { lever, to, monthlySaving } of next)
          expect(monthlySaving).toBe(now.sub(due(workload, withLever(plan, lever, to)).total).round());
        const savings = next.map(({ monthlySaving }) => monthlySaving);
        expect([...savings].sort((a, b) => (a > b ? -1 : a < b ? 1 : 0))).toEqual(savings);
      }),
      { numRuns: 25 },
    );
  });

  it('depends on the workload, and leaves out what is at the top of its range', () => {
    const first = (workload: Workload, plan = NOTHING_PULLED) => {
      const next = nextLevers(workload, plan, ofDocument);
      return Array.isArray(next) ? next[0]?.lever : null;
    };
    const chat = atAgentLevel('simple');
    const loops = {
      ...chat,
      agent: { ...chat.agent, tokensPerTask: null, runawayShare: 0.5, runawayCalls: 400 },
    };
    expect(first(chat)).toBe('fineTuning');
    expect(first(loops)).toBe('budgetCap');
    const capped = withLever(NOTHING_PULLED, 'budgetCap', { strength: 1, applies: 1 });
    const next = nextLevers(loops, capped, ofDocument);
    expect(Array.isArray(next) && next.map(({ lever }) => lever)).not.toContain('budgetCap');
    expect(Array.isArray(next) && next.length).toBe(LEVER_ORDER.length - 1);
  });
});
