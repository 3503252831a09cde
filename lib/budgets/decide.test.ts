import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyOf } from '../money/money';
import type { BudgetSubject } from './applies';
import { type Budget, limitAt, type Threshold, thresholdAt } from './budget';
import type { Downgrade } from './cheaper-model';
import { decide, decideDegraded, type GateCall } from './decide';
import type { Estimate } from './estimate';
import type { KillSwitch } from './kill-switch';
import type { BudgetCounter } from './standing';

const DOLLAR = 10n ** 12n;
const NOW = new Date('2026-11-22T04:00:30Z');
const MINUTE = Date.parse('2026-11-22T04:00:00Z');
const SUBJECT: BudgetSubject = {
  teamId: 1n,
  departmentId: 2n,
  workflow: 'triage',
  userId: 3n,
  keyId: 'key-1',
};

const block = (percent: number): Threshold => ({ percent, action: { kind: 'block' } });

function budgetOf(id: number, over: Partial<Budget> = {}): Budget {
  return {
    id: BigInt(id),
    name: `B${id}`,
    scope: { kind: 'organisation' },
    unit: 'currency',
    currency: 'USD',
    limitAmount: 100n * DOLLAR,
    planRate: '1',
    limit: 100n * DOLLAR,
    raise: null,
    period: 'month',
    thresholds: [block(100)],
    whenUnavailable: 'open',
    whenUnpriced: 'deny',
    ...over,
  };
}

interface Counter {
  spent?: bigint;
  reserved?: bigint;
  calls?: number;
  minute?: number;
  continued?: number[];
}

/** Amounts in whole dollars or tokens. */
function counterOf(
  budget: Budget,
  { spent = 0n, reserved = 0n, calls = 0, minute = MINUTE, continued = [] }: Counter = {},
): BudgetCounter {
  const figures = { spent: spent * DOLLAR, reserved: reserved * DOLLAR, minute, minuteCalls: calls };
  return { budget, figures, continued: new Set(continued) };
}

const estimateOf = (dollars: bigint | null, tokens = 1000n): Estimate => ({
  modelId: 7n,
  estimatedCost: dollars === null ? null : moneyOf(dollars * DOLLAR),
  unpricedReason: dollars === null ? 'no_price_in_force' : null,
  estimatedTokens: tokens,
});

function callOf(dollars: bigint | null, over: Partial<GateCall> = {}): GateCall {
  return {
    subject: SUBJECT,
    provider: 'acme',
    model: 'big',
    estimate: estimateOf(dollars),
    assumedMaxOutput: false,
    cheaper: () => ({ kind: 'none' }),
    ...over,
  };
}

const codes = (verdict: { reasons: { code: string; budgetId: bigint | null }[] }) =>
  verdict.reasons.map(({ code, budgetId }) => [code, budgetId]);

describe('a blocking threshold', () => {
  it.each([
    // spent, reserved, call, percent it blocks at, decision, percent afterwards, remaining
    [0n, 0n, 100n, 100, 'warn', '100.0', '0.000000000000'],
    [0n, 0n, 101n, 100, 'deny', '0.0', '100.000000000000'],
    [60n, 30n, 10n, 100, 'warn', '100.0', '0.000000000000'],
    [60n, 31n, 10n, 100, 'deny', '91.0', '9.000000000000'],
    [100n, 0n, 0n, 100, 'warn', '100.0', '0.000000000000'],
    [101n, 0n, 0n, 100, 'deny', '101.0', '-1.000000000000'],
    [0n, 0n, 90n, 90, 'warn', '90.0', '10.000000000000'],
    [0n, 0n, 91n, 90, 'deny', '0.0', '100.000000000000'],
    [100n, 0n, 50n, 150, 'warn', '150.0', '-50.000000000000'],
    [100n, 0n, 51n, 150, 'deny', '100.0', '0.000000000000'],
    [10n, 0n, 89n, 100, 'allow', '99.0', '1.000000000000'],
  ] as const)(
    'spent %s, reserved %s: a call of %s blocked at %s %% is %s',
    (spent, reserved, call, percent, decision, after, remaining) => {
      const counter = counterOf(budgetOf(1, { thresholds: [block(percent)] }), { spent, reserved });
      const verdict = decide(callOf(call), [counter], [], NOW);
      expect(verdict.decision).toBe(decision);
      expect(verdict.holds).toEqual([decision === 'deny' ? 0n : call * DOLLAR]);
      expect(verdict.standings[0]).toMatchObject({ percent: after, remaining });
      expect(verdict.refusedBy).toEqual(decision === 'deny' ? [{ counter: 0, percent }] : []);
      expect(verdict.budgetId).toBe(1n);
    },
  );

  it('refuses at the lowest of several', () => {
    const counter = counterOf(budgetOf(1, { thresholds: [block(120), block(80)] }), { spent: 79n });
    expect(decide(callOf(1n), [counter], [], NOW).decision).toBe('warn');
    expect(decide(callOf(2n), [counter], [], NOW).refusedBy).toEqual([{ counter: 0, percent: 80 }]);
  });

  it('goes by a raise until the instant it ends', () => {
    const raise = { limit: 150n * DOLLAR, until: NOW };
    const counter = counterOf(budgetOf(1, { raise }), { spent: 100n });
    expect(decide(callOf(50n), [counter], [], new Date(NOW.getTime() - 1)).decision).toBe('warn');
    expect(decide(callOf(50n), [counter], [], NOW).decision).toBe('deny');
  });

  it('refuses everything that costs where the limit is nothing', () => {
    const counter = counterOf(budgetOf(1, { limit: 0n }));
    expect(decide(callOf(1n), [counter], [], NOW).standings[0]).toMatchObject({
      percent: '100.0',
      state: 'block',
    });
    expect(decide(callOf(1n), [counter], [], NOW).decision).toBe('deny');
    expect(decide(callOf(0n), [counter], [], NOW).decision).toBe('warn');
  });

  it('never rounds a percent up', () => {
    const counter = counterOf(budgetOf(1, { limit: 3n * DOLLAR }), { spent: 2n });
    const verdict = decide(callOf(0n), [counter], [], NOW);
    expect(verdict.standings[0]?.percent).toBe('66.6');
    const close = counterOf(budgetOf(1, { limit: 100_000n * DOLLAR }), { spent: 99_999n });
    expect(decide(callOf(0n), [close], [], NOW).standings[0]?.percent).toBe('99.9');
  });
});

describe('an executive review', () => {
  const review: Threshold = { percent: 100, action: { kind: 'executive_review' } };

  it('refuses until it decides to continue, then only warns', () => {
    const budget = budgetOf(1, { thresholds: [review] });
    const denied = decide(callOf(1n), [counterOf(budget, { spent: 100n })], [], NOW);
    expect(codes(denied)).toEqual([['budget_exceeded', 1n]]);
    expect(denied.reasons[0]?.detail).toContain('executive review');
    expect(denied.standings[0]?.state).toBe('executive_review');
    const continued = decide(callOf(1n), [counterOf(budget, { spent: 100n, continued: [100] })], [], NOW);
    expect(continued.decision).toBe('warn');
    expect(continued.standings[0]).toMatchObject({ state: 'warn', percent: '101.0' });
  });

  it('that continues leaves a higher block in force', () => {
    const budget = budgetOf(1, { thresholds: [review, block(120)] });
    const counter = counterOf(budget, { spent: 119n, continued: [100] });
    expect(decide(callOf(1n), [counter], [], NOW).decision).toBe('warn');
    expect(decide(callOf(2n), [counter], [], NOW).refusedBy).toEqual([{ counter: 0, percent: 120 }]);
  });
});

describe('several budgets', () => {
  it('hold the call in each, name the strictest first, and refuse by the most exceeded', () => {
    const counters = [
      counterOf(budgetOf(1, { limit: 100n * DOLLAR }), { spent: 50n }),
      counterOf(budgetOf(2, { limit: 10n * DOLLAR }), { spent: 9n }),
      counterOf(budgetOf(3, { limit: 20n * DOLLAR }), { spent: 19n }),
      counterOf(budgetOf(4, { unit: 'tokens', limit: 5000n * DOLLAR }), { spent: 0n }),
    ];
    const allowed = decide(callOf(1n), counters, [], NOW);
    expect(allowed.holds).toEqual([DOLLAR, DOLLAR, DOLLAR, 1000n * DOLLAR]);
    expect(allowed.standings.map(({ budgetId, percent }) => [budgetId, percent])).toEqual([
      [2n, '100.0'],
      [3n, '100.0'],
      [1n, '51.0'],
      [4n, '20.0'],
    ]);
    // 9 + 2 of 10 is 110 %, 19 + 2 of 20 is 105 %.
    const denied = decide(callOf(2n), counters, [], NOW);
    expect(codes(denied)).toEqual([
      ['budget_exceeded', 2n],
      ['budget_exceeded', 3n],
    ]);
    expect(denied.budgetId).toBe(2n);
    expect(denied.refusedBy).toEqual([
      { counter: 1, percent: 100 },
      { counter: 2, percent: 100 },
    ]);
    expect(denied.holds).toEqual([0n, 0n, 0n, 0n]);
  });

  it('apply none: the call is let through and nothing decides', () => {
    expect(decide(callOf(5n), [], [], NOW)).toMatchObject({ decision: 'allow', holds: [], budgetId: null });
    expect(decide(callOf(null), [], [], NOW)).toMatchObject({ decision: 'allow', estimatedCost: null });
  });
});

describe('warnings', () => {
  it.each([
    ['notify', { kind: 'notify' }, 'allow', 'ok'],
    ['warn', { kind: 'warn' }, 'warn', 'warn'],
    ['throttle', { kind: 'throttle', requestsPerMinute: 9 }, 'warn', 'throttle'],
    ['downgrade', { kind: 'downgrade', tier: 'balanced' }, 'warn', 'downgrade'],
  ] as const)('a passed threshold that says %s', (_name, action, decision, state) => {
    const counter = counterOf(budgetOf(1, { thresholds: [{ percent: 50, action }] }), { spent: 49n });
    const verdict = decide(callOf(1n), [counter], [], NOW);
    expect(verdict.decision).toBe(decision);
    expect(verdict.standings[0]?.state).toBe(state);
    expect(codes(verdict)).toEqual(state === 'ok' ? [] : [['threshold_passed', 1n]]);
  });
});

describe('throttling', () => {
  const budget = budgetOf(1, {
    thresholds: [
      { percent: 50, action: { kind: 'throttle', requestsPerMinute: 10 } },
      { percent: 80, action: { kind: 'throttle', requestsPerMinute: 2 } },
    ],
  });
  it.each([
    [49n, 99, MINUTE, 'warn', null], // the threshold is reached only with this call
    [48n, 99, MINUTE, 'allow', null],
    [50n, 9, MINUTE, 'warn', null],
    [50n, 10, MINUTE, 'deny', 30],
    [80n, 2, MINUTE, 'deny', 30],
    [80n, 1, MINUTE, 'warn', null],
    [80n, 99, MINUTE - 60_000, 'warn', null],
  ] as const)('spent %s with %s calls since %s is %s', (spent, calls, minute, decision, wait) => {
    const verdict = decide(callOf(1n), [counterOf(budget, { spent, calls, minute })], [], NOW);
    expect([verdict.decision, verdict.retryAfterSeconds]).toEqual([decision, wait]);
    expect(verdict.refusedBy).toEqual([]);
    if (decision === 'deny') expect(codes(verdict)).toEqual([['throttled', 1n]]);
  });

  it('waits one second at least, and a whole minute at its start', () => {
    const counter = counterOf(budget, { spent: 80n, calls: 2 });
    const at = (text: string) => decide(callOf(1n), [counter], [], new Date(text)).retryAfterSeconds;
    expect([at('2026-11-22T04:00:00Z'), at('2026-11-22T04:00:59.999Z')]).toEqual([60, 1]);
  });
});

describe('a downgrade', () => {
  const small: Downgrade = {
    kind: 'serve',
    provider: 'acme',
    model: 'small',
    estimate: { ...estimateOf(1n), modelId: 9n },
  };
  const to = (tier: 'balanced' | 'cost_optimised', percent: number): Threshold => ({
    percent,
    action: { kind: 'downgrade', tier },
  });

  it('serves the cheaper model, and holds what that one may cost', () => {
    const counter = counterOf(budgetOf(1, { thresholds: [to('balanced', 50), block(100)] }), { spent: 99n });
    const verdict = decide(callOf(5n, { cheaper: () => small }), [counter], [], NOW);
    expect(verdict).toMatchObject({ decision: 'warn', model: 'small', servedModelId: 9n, holds: [DOLLAR] });
    expect(codes(verdict)).toEqual([
      ['threshold_passed', 1n],
      ['downgraded_by_budget', 1n],
    ]);
  });

  it('asks for the strictest tier of those passed', () => {
    const asked: string[] = [];
    const cheaper = (tier: string): Downgrade => {
      asked.push(tier);
      return small;
    };
    const one = counterOf(budgetOf(1, { thresholds: [to('cost_optimised', 50)] }), { spent: 50n });
    const two = counterOf(budgetOf(2, { thresholds: [to('balanced', 50), to('cost_optimised', 99)] }), {
      spent: 90n,
    });
    decide(callOf(5n, { cheaper }), [two, one], [], NOW);
    decide(callOf(5n, { cheaper }), [two], [], NOW);
    decide(
      callOf(5n, { cheaper }),
      [counterOf(budgetOf(3, { thresholds: [to('balanced', 50)] }), { spent: 49n })],
      [],
      NOW,
    );
    expect(asked).toEqual(['cost_optimised', 'balanced']);
  });

  it('keeps the model where there is none, and says so; where it is of the tier already, it need not', () => {
    const counter = counterOf(budgetOf(1, { thresholds: [to('balanced', 50)] }), { spent: 60n });
    const none = decide(callOf(5n), [counter], [], NOW);
    expect([none.model, none.servedModelId]).toEqual(['big', null]);
    expect(codes(none)).toContainEqual(['no_cheaper_model', 1n]);
    const kept = decide(callOf(5n, { cheaper: () => ({ kind: 'keep' }) }), [counter], [], NOW);
    expect(codes(kept)).toEqual([['threshold_passed', 1n]]);
  });
});

describe('a model without a price', () => {
  it('is refused by a blocking currency budget, and only by one', () => {
    const strict = counterOf(budgetOf(1));
    const tokens = counterOf(budgetOf(2, { unit: 'tokens', limit: 5000n * DOLLAR }));
    const watching = counterOf(budgetOf(3, { thresholds: [{ percent: 80, action: { kind: 'warn' } }] }));
    expect(codes(decide(callOf(null), [tokens, strict], [], NOW))[0]).toEqual(['unpriced_model', 1n]);
    const allowed = decide(callOf(null), [tokens, watching], [], NOW);
    expect(allowed).toMatchObject({ decision: 'allow', holds: [1000n * DOLLAR, 0n] });
    expect(codes(allowed)).toEqual([['not_held', 3n]]);
  });

  it('is let through where the budget allows it, until that is full', () => {
    const budget = budgetOf(1, { whenUnpriced: 'allow' });
    expect(codes(decide(callOf(null), [counterOf(budget, { spent: 99n })], [], NOW))).toEqual([
      ['not_held', 1n],
    ]);
    expect(codes(decide(callOf(null), [counterOf(budget, { spent: 100n })], [], NOW))[0]).toEqual([
      'budget_exceeded',
      1n,
    ]);
  });

  it('is not refused by a review that decided to continue', () => {
    const budget = budgetOf(1, { thresholds: [{ percent: 100, action: { kind: 'executive_review' } }] });
    expect(decide(callOf(null), [counterOf(budget, { continued: [100] })], [], NOW).decision).toBe('allow');
  });
});

describe('a kill switch', () => {
  const killed = (scope: KillSwitch['scope'], over: Partial<KillSwitch> = {}): KillSwitch => ({
    id: 1n,
    scope,
    reason: 'A loop.',
    startedAt: new Date(NOW.getTime() - 1000),
    endsAt: new Date(NOW.getTime() + 1000),
    ...over,
  });
  it.each([
    [killed({ kind: 'team', teamId: 1n }), 'deny'],
    [killed({ kind: 'team', teamId: 2n }), 'allow'],
    [killed({ kind: 'workflow', teamId: 1n, workflow: 'triage' }), 'deny'],
    [killed({ kind: 'workflow', teamId: 1n, workflow: 'other' }), 'allow'],
    [killed({ kind: 'workflow', teamId: 2n, workflow: 'triage' }), 'allow'],
    [killed({ kind: 'api_key', keyId: 'key-1' }), 'deny'],
    [killed({ kind: 'api_key', keyId: 'key-2' }), 'allow'],
    [killed({ kind: 'team', teamId: 1n }, { endsAt: NOW }), 'allow'],
    [killed({ kind: 'team', teamId: 1n }, { startedAt: new Date(NOW.getTime() + 1) }), 'allow'],
  ] as const)('%# decides before any budget', (one, decision) => {
    const verdict = decide(callOf(1n), [counterOf(budgetOf(1))], [one], NOW);
    expect(verdict.decision).toBe(decision);
    if (decision === 'deny') {
      expect(codes(verdict)).toEqual([['killed', null]]);
      expect(verdict.reasons[0]?.detail).toBe('Calls are stopped until 2026-11-22T04:00:31.000Z: A loop.');
      expect(verdict.refusedBy).toEqual([]);
    }
    expect(decideDegraded(callOf(1n), [], [one], NOW).decision).toBe(decision);
  });
});

describe('without the database', () => {
  it('each budget’s own word counts', () => {
    const open = budgetOf(1);
    const closed = budgetOf(2, { whenUnavailable: 'closed' });
    const through = decideDegraded(callOf(1n), [open], [], NOW);
    expect(through).toMatchObject({ decision: 'allow', holds: [], budgetId: null });
    expect(codes(through)).toEqual([['database_unavailable', null]]);
    expect(through.standings[0]).toMatchObject({ state: 'unknown', percent: null, remaining: null });
    const refused = decideDegraded(callOf(1n), [open, closed], [], NOW);
    expect(refused).toMatchObject({ decision: 'deny', budgetId: 2n });
    expect(codes(refused)).toEqual([['budget_unavailable', 2n]]);
  });
});

it('says that it assumed a most output', () => {
  expect(codes(decide(callOf(1n, { assumedMaxOutput: true }), [], [], NOW))).toEqual([
    ['assumed_max_output', null],
  ]);
});

const amounts = fc.bigInt({ min: 0n, max: 10n ** 16n });
const thresholds = fc
  .uniqueArray(
    fc.record({
      percent: fc.integer({ min: 1, max: 200 }),
      action: fc.oneof(
        fc.constantFrom<Threshold['action']>(
          { kind: 'notify' },
          { kind: 'warn' },
          { kind: 'block' },
          { kind: 'executive_review' },
        ),
        fc.record({
          kind: fc.constant('throttle' as const),
          requestsPerMinute: fc.integer({ min: 1, max: 5 }),
        }),
      ),
    }),
    { selector: ({ percent }) => percent, maxLength: 5 },
  )
  .map((some) => some.sort((a, b) => a.percent - b.percent));
const anyCounter = fc
  .record({
    id: fc.integer({ min: 1, max: 1_000_000 }),
    limit: amounts,
    thresholds,
    unit: fc.constantFrom('currency' as const, 'tokens' as const),
    whenUnpriced: fc.constantFrom('deny' as const, 'allow' as const),
    spent: amounts,
    reserved: amounts,
    calls: fc.integer({ min: 0, max: 10 }),
    continued: fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 3 }),
  })
  .map(
    ({ id, spent, reserved, calls, continued, ...over }): BudgetCounter => ({
      budget: budgetOf(id, over),
      figures: { spent, reserved, minute: MINUTE, minuteCalls: calls },
      continued: new Set(continued),
    }),
  );
const anyCall = fc
  .record({ picos: fc.option(amounts), tokens: fc.bigInt({ min: 0n, max: 10_000n }) })
  .map(({ picos, tokens }) =>
    callOf(0n, {
      estimate: {
        modelId: 7n,
        estimatedCost: picos === null ? null : moneyOf(picos),
        unpricedReason: picos === null ? 'unknown_model' : null,
        estimatedTokens: tokens,
      },
    }),
  );

describe('whatever the counters', () => {
  it('what is let through never goes beyond a block, and a refusal has its reason and holds nothing', () => {
    fc.assert(
      fc.property(anyCall, fc.array(anyCounter, { maxLength: 6 }), (call, counters) => {
        const verdict = decide(call, counters, [], NOW);
        expect(verdict.holds).toHaveLength(counters.length);
        expect(verdict.standings).toHaveLength(counters.length);
        if (verdict.decision === 'deny') {
          expect(verdict.holds.every((hold) => hold === 0n)).toBe(true);
          expect(['budget_exceeded', 'unpriced_model', 'throttled']).toContain(verdict.reasons[0]?.code);
          expect(verdict.budgetId).toBe(verdict.reasons[0]?.budgetId);
          return;
        }
        counters.forEach(({ budget, figures, continued }, index) => {
          const used = figures.spent + figures.reserved + (verdict.holds[index] ?? 0n);
          for (const { percent, action } of budget.thresholds) {
            const isBlock =
              action.kind === 'block' || (action.kind === 'executive_review' && !continued.has(percent));
            if (isBlock) expect(used <= thresholdAt(limitAt(budget, NOW), percent)).toBe(true);
          }
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it('a call that fits is let through: nothing is refused without need', () => {
    fc.assert(
      fc.property(
        amounts,
        amounts,
        amounts,
        fc.integer({ min: 1, max: 200 }),
        (limit, spent, picos, percent) => {
          const counter: BudgetCounter = {
            budget: budgetOf(1, { limit, thresholds: [block(percent)] }),
            figures: { spent, reserved: 0n, minute: null, minuteCalls: 0 },
            continued: new Set(),
          };
          const call = callOf(0n, { estimate: { ...estimateOf(0n), estimatedCost: moneyOf(picos) } });
          const fits = spent + picos <= thresholdAt(limit, percent);
          expect(decide(call, [counter], [], NOW).decision === 'deny').toBe(!fits);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('the order of the budgets does not change the decision or what is named first', () => {
    const distinct = fc.uniqueArray(anyCounter, { selector: ({ budget }) => budget.id, maxLength: 6 });
    fc.assert(
      fc.property(anyCall, distinct, (call, counters) => {
        const one = decide(call, counters, [], NOW);
        const two = decide(call, [...counters].reverse(), [], NOW);
        expect(two.decision).toBe(one.decision);
        expect(two.standings).toEqual(one.standings);
        if (one.refusedBy.length > 0) expect(two.reasons[0]).toEqual(one.reasons[0]);
      }),
      { numRuns: 1_000 },
    );
  });
});
