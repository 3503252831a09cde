import fc from 'fast-check';
import { LEVER_ORDER, LEVERS, type LeverKey, type LeverPlan, type LeverSetting } from '../levers';
import { publishedModels } from '../published-prices';
import type { PricedModel } from '../usage-cost-prices';
import type { Workload } from '../workload';
import type { OracleBook } from './oracle';

/** The document's models, and made-up ones with what it lacks: dear cache writes, sizes, fees, prices by class. */
export const MODELS: PricedModel[] = [
  ...publishedModels(),
  made('made/writes', { prices: { input: '3', cacheRead: '0.3', cacheWrite5m: '3.75', output: '15' } }),
  made('made/sizes', {
    prices: { input: '1.25', cacheRead: '0.125', output: '10', reasoning: '12.5' },
    contextTiers: [
      {
        aboveInputTokens: 200_000,
        prices: { input: '2.5', cacheRead: '0.25', output: '15', reasoning: '20' },
      },
      { aboveInputTokens: 4_000, prices: { input: '1.5' } },
    ],
    serviceTiers: { batch: '0.333333' },
  }),
  made('made/fee', { prices: { input: '0.000001', output: '0.1' }, perRequest: '0.005' }),
  made('made/dear-cache', {
    prices: { input: '1', cacheRead: '1.5', output: '2' },
    serviceTiers: { batch: '1.7' },
  }),
  made('made/small', { prices: { input: '0.01', output: '0.02' } }, 3_000),
];

function made(model: string, rates: PricedModel['rates'], contextWindow: number | null = null): PricedModel {
  return {
    model,
    name: model,
    tier: null,
    contextWindow,
    rates,
    source: { list: 'made', url: null, from: null },
  };
}

export const PRICED = MODELS.filter(({ rates }) => rates && !rates.selfHosted).map(({ model }) => model);

export const BOOK: OracleBook = Object.fromEntries(
  MODELS.flatMap(({ model, rates, contextWindow }) =>
    rates && !rates.selfHosted ? [[model, { rates, contextWindow }]] : [],
  ),
);

const decimals = (min: number, max: number, places = 3) =>
  fc.integer({ min: min * 10 ** places, max: max * 10 ** places }).map((units) => units / 10 ** places);
const share = fc.oneof(fc.constantFrom(0, 1, 0.05, 0.5), decimals(0, 1, 6));
const tokenCount = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5_000 }), decimals(0, 300_000, 2));

const volume: fc.Arbitrary<Workload['volume']> = fc.oneof(
  fc.record({
    kind: fc.constant('users' as const),
    activeUsers: fc.integer({ min: 1, max: 50_000 }),
    sessionsPerUserPerDay: decimals(0.1, 20),
  }),
  fc.record({
    kind: fc.constant('tasks' as const),
    tasks: decimals(0.001, 1_000_000),
    per: fc.constantFrom('day' as const, 'month' as const),
    activeUsers: fc.option(fc.integer({ min: 1, max: 1_000 }), { nil: null }),
  }),
);

const model = fc.constantFrom(...PRICED);
const mix = fc
  .tuple(model, model, model, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
  .map(([a, b, c, x, y]): Workload['model'] => {
    const [low, high] = x < y ? [x, y] : [y, x];
    return {
      kind: 'mix',
      legs: [
        { model: a, share: low / 100 },
        { model: b, share: (high - low) / 100 },
        { model: c, share: (100 - high) / 100 },
      ],
    };
  });

export const workloads: fc.Arbitrary<Workload> = fc.record({
  volume,
  daysPerMonth: fc.constantFrom(30, 22, 21.75, 30.4375),
  turnsPerSession: fc.oneof(fc.constant(1), decimals(1, 40, 1)),
  call: fc.record({
    systemPromptTokens: tokenCount,
    historyTokensPerTurn: tokenCount,
    retrievedTokens: tokenCount,
    userMessageTokens: fc.integer({ min: 1, max: 2_000 }),
    visibleOutputTokens: tokenCount,
    reasoningMultiple: fc.oneof(fc.constant(0), decimals(0, 10, 1)),
  }),
  agent: fc.record({
    callsPerTask: fc.oneof(fc.constant(1), decimals(1, 60, 1)),
    tokensPerTask: fc.option(fc.integer({ min: 100, max: 1_000_000 }), { nil: null }),
    retryShare: fc.oneof(fc.constant(0), decimals(0, 4, 2)),
    runawayShare: fc.oneof(fc.constant(0), decimals(0, 1, 2)),
    runawayCalls: decimals(1, 600, 0),
    loopCap: fc.option(decimals(1, 100, 0), { nil: null }),
  }),
  cacheHitShare: share,
  batchShare: share,
  model: fc.oneof(
    model.map((name): Workload['model'] => ({ kind: 'one', model: name })),
    mix,
  ),
});

/** A strength inside the lever's range, or none. */
export function settings(key: LeverKey): fc.Arbitrary<LeverSetting> {
  const { min, max } = LEVERS[key];
  return fc.record({ strength: fc.oneof(fc.constantFrom(min, max), decimals(min, max, 4)), applies: share });
}

export const plans: fc.Arbitrary<LeverPlan> = fc.record({
  levers: fc
    .tuple(...LEVER_ORDER.map((key) => fc.option(settings(key), { nil: undefined, freq: 2 })))
    .map((chosen) =>
      Object.fromEntries(LEVER_ORDER.flatMap((key, i) => (chosen[i] ? [[key, chosen[i]] as const] : []))),
    ),
  routingTargets: fc
    .tuple(model, model, fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 30 }))
    .map(([nano, mid, x, y]) => [
      { model: nano, share: x / 100 },
      { model: mid, share: y / 100 },
    ]),
  fineTuning: fc.constant({ trainingTokens: 10_000_000, trainingUsdPerMTok: '25' }),
});
