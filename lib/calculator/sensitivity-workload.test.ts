import { describe, expect, it } from 'vitest';
import { moneyOf, parseMoney } from '../money/money';
import { type LeverPlan, NOTHING_PULLED } from './levers';
import { simulate } from './monte-carlo';
import { adoptionCases, tornado } from './sensitivity';
import {
  adoptionInputs,
  costOverWorkload,
  inputsOf,
  WORKLOAD_INPUTS,
  withInputs,
  workloadRanges,
} from './sensitivity-workload';
import { costUnder } from './usage-cost';
import { compilePrices } from './usage-cost-prices';
import { toMoney } from './usage-cost-split';
import { SINGLE_SHOT, type Workload } from './workload';

const chat: Workload = {
  volume: { kind: 'users', activeUsers: 100, sessionsPerUserPerDay: 2 },
  daysPerMonth: 20,
  turnsPerSession: 1,
  call: {
    systemPromptTokens: 0,
    historyTokensPerTurn: 0,
    retrievedTokens: 0,
    userMessageTokens: 800,
    visibleOutputTokens: 400,
    reasoningMultiple: 0,
  },
  agent: SINGLE_SHOT,
  cacheHitShare: 0,
  batchShare: 0,
  model: { kind: 'one', model: 'example/mid' },
};
const errand: Workload = {
  ...chat,
  volume: { kind: 'tasks', tasks: 50, per: 'day', activeUsers: null },
  agent: { ...SINGLE_SHOT, callsPerTask: 25, tokensPerTask: 500_000, retryShare: 0.1 },
  cacheHitShare: 0.9,
};

/** $3 in and $15 out a million, by hand. */
const byHand = ({ volume, daysPerMonth, call }: Workload) =>
  volume.kind === 'users'
    ? moneyOf(
        BigInt(Math.round(volume.activeUsers * volume.sessionsPerUserPerDay * daysPerMonth)) *
          BigInt(Math.round(call.userMessageTokens * 3 + call.visibleOutputTokens * 15)) *
          1_000_000n,
      )
    : null;

describe("a workload's inputs", () => {
  it('are every number of it, and put back they are the workload', () => {
    for (const workload of [chat, errand]) {
      expect(withInputs(workload, inputsOf(workload))).toEqual(workload);
      expect(withInputs(workload, {})).toEqual(workload);
    }
    const named = new Set([...Object.keys(inputsOf(chat)), ...Object.keys(inputsOf(errand))]);
    expect([...named].sort()).toEqual([...WORKLOAD_INPUTS].sort());
  });

  it('are each put where they belong', () => {
    for (const workload of [chat, errand])
      for (const key of Object.keys(inputsOf(workload)).filter((name) => name !== 'priceLevel'))
        expect(inputsOf(withInputs(workload, { [key]: 7 }))).toEqual({ ...inputsOf(workload), [key]: 7 });
  });

  it('range as far as they may, and not at all from zero', () => {
    const ranges = workloadRanges(errand, { n: 30n, d: 100n });
    expect(ranges).toContainEqual({ key: 'cacheHitShare', low: 0.63, high: 1 });
    expect(ranges).toContainEqual({ key: 'turnsPerSession', low: 1, high: 1.3 });
    expect(ranges).toContainEqual({ key: 'priceLevel', low: 0.7, high: 1.3 });
    expect(ranges.some(({ key }) => key === 'batchShare')).toBe(false);
  });

  it('make a tornado: 4,000 turns of 8,400 millionths are $33.60', () => {
    const cost = costOverWorkload(chat, byHand);
    const { baseCost, bars } = tornado(cost, inputsOf(chat), workloadRanges(chat, { n: 10n, d: 100n }));
    expect(baseCost).toBe(parseMoney('33.6'));
    expect(bars.slice(0, 6).map(({ key, swing }) => [key, swing])).toEqual([
      ['activeUsers', parseMoney('6.72')],
      ['daysPerMonth', parseMoney('6.72')],
      ['priceLevel', parseMoney('6.72')],
      ['sessionsPerUserPerDay', parseMoney('6.72')],
      ['visibleOutputTokens', parseMoney('4.8')],
      ['userMessageTokens', parseMoney('1.92')],
    ]);
  });

  it('leave unpriced what has no price', () => {
    expect(costOverWorkload(errand, byHand)(inputsOf(errand))).toBeNull();
  });
});

describe('with the engine that prices workloads', () => {
  const prices = compilePrices([
    {
      model: 'example/mid',
      name: 'Mid',
      tier: 'balanced',
      contextWindow: null,
      rates: { prices: { input: '3', output: '15', cacheRead: '0.3' } },
      source: { list: 'example', url: null, from: null },
    },
  ]);
  const plan: LeverPlan = NOTHING_PULLED;
  const engine = (workload: Workload) => {
    const cost = costUnder(workload, plan, prices);
    return cost.priced ? toMoney(cost.exact) : null;
  };

  it('30 % more adoption is exactly 30 % more, of users and of tasks', () => {
    for (const workload of [chat, errand]) {
      const cost = costOverWorkload(workload, engine);
      const over = adoptionCases(cost, inputsOf(workload), adoptionInputs(workload))[2]?.overrun;
      expect(over && (over.n * 10n) / over.d).toBe(3n);
      expect(over && over.n * 10n).toBe((over?.d ?? 0n) * 3n);
    }
  });

  it('simulates every input at once', () => {
    const uncertain = workloadRanges(errand, { n: 20n, d: 100n }).map(({ key, low, high }) => ({
      key,
      shape: 'triangular' as const,
      low,
      likely: inputsOf(errand)[key] ?? low,
      high,
    }));
    const result = simulate(costOverWorkload(errand, engine), inputsOf(errand), {
      seed: 1,
      samples: 1_000,
      uncertain,
      budget: null,
    });
    const { p10, p50, p90 } = result.spread ?? {};
    expect(p10 && p50 && p90 && p10 < p50 && p50 < p90).toBe(true);
  });
});
