import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptySums, type Sums } from '../attribution/sums';
import type { WorkflowResult } from '../outcomes/profit-and-loss';
import { monthsEnding } from './board-months';
import type { MonthFacts } from './facts';
import { FORMULAS } from './formulas';
import { METRICS } from './metric';
import { isMet, type TargetRow, targetRowFor } from './targets';

const UNIT = 10n ** 12n;
const sums = (more: Partial<Sums>): Sums => ({ ...emptySums(), ...more });
const factsOf = (month: string, more: Partial<MonthFacts> = {}): MonthFacts => ({
  month,
  ...{ total: emptySums(), actions: emptySums(), named: emptySums(), activeUsers: 0n, tiers: new Map() },
  ...{ results: [], units: new Map(), forecast: null, budgets: { within: 0, counted: 0, uncounted: 0 } },
  ...more,
});

/** Dollars and outcomes of workflows a and b in one month. */
const delivered = (month: string, a: [number, number], b: [number, number]): MonthFacts =>
  factsOf(month, {
    units: new Map(
      Object.entries({ a, b }).map(([key, [cost, outcomes]]) => [
        key,
        { effectiveCost: BigInt(cost) * UNIT, outcomes: BigInt(outcomes) },
      ]),
    ),
  });
const rateOf = (months: MonthFacts[]) => {
  const facts = months.at(-1) ?? factsOf('2026-06');
  return FORMULAS.optimisation_rate({ currency: 'USD', facts, earlier: months.slice(0, -1) });
};
const half = monthsEnding('2026-06', 6);

describe('the optimisation rate, by hand', () => {
  it('is the fall of each workflow at the mix of today; as it happened the mix plays along', () => {
    // a: 3 a piece, then 2; b: 30 a piece, then 24. Before 300 of a and 100 of b, now 100 of a and 300 of b.
    const months = half.map((month, index) =>
      index < 3 ? delivered(month, [300, 100], [1000, 33]) : delivered(month, [67, 33], [2400, 100]),
    );
    months[2] = delivered(half[2] ?? '', [300, 100], [1000, 34]);
    months[5] = delivered(half[5] ?? '', [66, 34], [2400, 100]);
    const { value, inputs } = rateOf(months);
    // Now 200 + 7200 = 7400; at the earlier unit costs 100 × 3 + 300 × 30 = 9300: a fall of 1900 ÷ 9300.
    expect(inputs.slice(0, 2).map((input) => input.value)).toEqual([
      '7400.000000000000',
      '9300.000000000000',
    ]);
    expect(value).toBe('0.204301');
    // All together: 3900 ÷ 400 = 9.75, then 7400 ÷ 400 = 18.5: dearer by 0.897436, because b is.
    expect(inputs.find(({ key }) => key === 'as_it_happened')?.value).toBe('-0.897436');
  });

  it('is zero where only the mix moved', () => {
    const months = half.map((month, index) =>
      index < 3 ? delivered(month, [300, 100], [300, 10]) : delivered(month, [30, 10], [3000, 100]),
    );
    expect(rateOf(months).value).toBe('0.000000');
  });

  it('leaves a new workflow out, and says what share it could judge', () => {
    const months = half.map((month, index) =>
      index < 3 ? delivered(month, [30, 10], [0, 0]) : delivered(month, [15, 10], [45, 10]),
    );
    expect(rateOf(months)).toMatchObject({ value: '0.500000', coverage: '0.250000' });
  });

  it('says why it has no value', () => {
    const now = half.map((month, index) => delivered(month, [1, index < 3 ? 0 : 1], [0, 0]));
    expect(rateOf(now).gap).toBe('no_earlier_quarter');
    expect(rateOf(half.map((month) => factsOf(month))).gap).toBe('no_outcomes');
  });
});

const result = (workflow: string, cost: number, outcomes: number, margin: number | null): WorkflowResult => ({
  ...{ workflow, label: workflow, teams: [], outcome: null, unpricedTokens: '0', outcomeValue: null },
  outcomes: String(outcomes),
  effectiveCost: { value: `${cost}.000000000000`, reason: null },
  ...{ valuePerOutcome: null, reworkShare: null, costPerOutcome: null, breakEven: null, gap: null },
  margin: margin === null ? null : `${margin}.000000000000`,
  profitable: margin === null ? null : margin > 0,
});
const asked = (more: Partial<MonthFacts>) => ({
  currency: 'USD' as const,
  facts: factsOf('2026-06', more),
  earlier: [],
});

describe('the other formulas', () => {
  const total = sums({ requests: 10n, effective_cost: 100n * UNIT, tokens: 1000n });

  it('divide the cost of workflows that delivered by what they delivered', () => {
    const results = [result('a', 30, 7, 5), result('b', 20, 3, -5), result('idle', 40, 0, null)];
    const { value, coverage } = FORMULAS.cost_per_outcome(asked({ total, results }));
    expect([value, coverage]).toEqual(['5.000000000000', '0.500000']);
  });

  it('count a workflow that breaks even as not profitable, and one without worth not at all', () => {
    const results = [
      result('a', 30, 7, 5),
      result('b', 20, 3, -5),
      result('even', 10, 1, 0),
      result('c', 40, 1, null),
    ];
    const { value, outOf, coverage } = FORMULAS.workflow_profitability(asked({ total, results }));
    expect([value, outOf, coverage]).toEqual(['1', 3, '0.600000']);
  });

  it('hold the forecast against what came: 90 of 120 is a quarter less', () => {
    const forecast = { expected: 120n * UNIT, actual: 90n * UNIT };
    expect(FORMULAS.forecast_variance(asked({ forecast })).value).toBe('-0.250000');
    expect(FORMULAS.forecast_variance(asked({})).gap).toBe('no_snapshot');
  });

  it('leave calls without a price out of both parts of the cost per action', () => {
    const actions = sums({ requests: 10n, unpriced_requests: 2n, effective_cost: 4n * UNIT });
    expect(FORMULAS.cost_per_action(asked({ total, actions })).value).toBe('0.500000000000');
    const unpriced = sums({ requests: 2n, unpriced_requests: 2n });
    expect(FORMULAS.cost_per_action(asked({ total, actions: unpriced })).gap).toBe('unpriced');
    const foreign = { ...actions, missingRate: true };
    expect(FORMULAS.cost_per_action(asked({ total, actions: foreign })).gap).toBe('no_fx_rate');
  });

  it('count tokens of models without a tier as not cost-optimised, and say how many', () => {
    const tiers = new Map([
      ['cost_optimised', sums({ tokens: 600n, requests: 8n })],
      [null, sums({ tokens: 100n })],
    ]);
    const { value, coverage, inputs } = FORMULAS.cost_optimised_share(asked({ total, tiers }));
    expect([value, coverage]).toEqual(['0.600000', '0.900000']);
    expect(inputs.at(-1)).toEqual({ key: 'request_share', unit: 'share', value: '0.800000' });
  });

  it('have a value or a reason, never both', () => {
    for (const key of METRICS) {
      const { value, gap } = FORMULAS[key](asked({}));
      expect([key, value === null, gap !== null]).toEqual([key, true, true]);
    }
  });
});

describe('targets', () => {
  const row = (id: number, month: string, value: string | null): TargetRow => ({
    ...{ id: String(id), metric: 'budget_compliance', month, value, currency: null },
    ...{ reason: 'r', setBy: 'cfo', setAt: '2026-01-01T00:00:00.000Z' },
  });

  it('count from their month; of one month the one set last, whatever was set since for others', () => {
    const months = fc.constantFrom('2026-01', '2026-02', '2026-03', '2026-04');
    fc.assert(
      fc.property(fc.array(months), months, (set, month) => {
        const rows = set.map((of, index) => row(index, of, String(index)));
        const before = rows.filter((one) => one.month <= month);
        const latest = before
          .map((one) => one.month)
          .sort()
          .at(-1);
        const expected = before.filter((one) => one.month === latest).at(-1) ?? null;
        expect(targetRowFor(rows, 'budget_compliance', month)).toBe(expected);
        expect(targetRowFor(rows, 'cost_per_action', month)).toBeNull();
      }),
    );
  });

  it.each([
    ['cost_per_action', '0.05', '0.05', true],
    ['cost_per_action', '0.050000000001', '0.05', false],
    ['budget_compliance', '0.95', '0.95', true],
    ['budget_compliance', '0.949999', '0.95', false],
    ['forecast_variance', '-0.1', '0.1', true],
    ['forecast_variance', '-0.100001', '0.1', false],
    ['forecast_variance', '0.100001', '0.1', false],
  ] as const)('%s of %s against %s: %s', (key, value, target, met) => {
    expect(isMet(key, value, { value: target, since: '2026-01', setBy: 'cfo' })).toBe(met);
  });
});
