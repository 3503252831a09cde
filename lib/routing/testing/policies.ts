import fc from 'fast-check';
import { moneyOf } from '../../money/money';
import { isReasoningModel, type RoutableModel, type RouteCatalogue } from '../catalogue';
import {
  EMPTY_POLICY,
  FALLBACK_REASONS,
  type PolicyBody,
  type RoutingRule,
  type RuleCondition,
  STICKY_KEYS,
} from '../policy';
import type { BarEvidence } from '../quality-bar';
import type { RouteCall } from '../route-call-types';
import { SIMPLE_TASK_CLASSES } from '../task-class';

/** 10⁻¹² USD a token, in and out alike; null: no price. */
const MODELS: Record<
  string,
  Omit<RoutableModel, 'modelId' | 'provider' | 'model' | 'isReasoning'> & { price: bigint | null }
> = {
  big: { tier: 'frontier', contextWindow: 200_000, price: 10_000_000n },
  middle: { tier: 'balanced', contextWindow: 100_000, price: 3_000_000n },
  small: { tier: 'cost_optimised', contextWindow: 16_000, price: 400_000n },
  tiny: { tier: 'cost_optimised', contextWindow: null, price: 100_000n },
  'o3-mini': { tier: 'balanced', contextWindow: 200_000, price: 2_000_000n },
  gift: { tier: null, contextWindow: null, price: null },
};

/** Six models of the provider `acme`; `o3-mini` reasons and `gift` has no price. */
export const testCatalogue: RouteCatalogue = {
  timeZone: 'Asia/Hong_Kong',
  simpleTaskClasses: new Set(SIMPLE_TASK_CLASSES),
  find({ provider, model }) {
    const index = Object.keys(MODELS).indexOf(model);
    const found = MODELS[model];
    if (!found || (provider !== null && provider !== 'acme')) return null;
    const { tier, contextWindow } = found;
    const isReasoning = isReasoningModel(model);
    return { modelId: BigInt(index + 1), provider: 'acme', model, tier, contextWindow, isReasoning };
  },
  estimate({ model }, { inputTokens, maxOutputTokens }) {
    const price = MODELS[model]?.price ?? null;
    return price === null ? null : moneyOf(price * BigInt(inputTokens + (maxOutputTokens ?? 4_096)));
  },
};

export const ref = (model: string) => ({ provider: 'acme', model });

/** A rule for all calls, answered by `middle`, unless told otherwise. */
export const testRule = (id: string, over: Partial<RoutingRule> = {}): RoutingRule => ({
  id,
  when: {},
  primary: ref('middle'),
  fallback: [],
  ...over,
});

export const testPolicy = (
  rules: RoutingRule[],
  over: Partial<PolicyBody['constraints']> = {},
): PolicyBody => ({
  rules,
  constraints: { ...EMPTY_POLICY.constraints, ...over },
});

/** A call of 1,000 tokens in and 500 out by team support that asks for `big`, on a Wednesday at noon in Hong Kong. */
export const testCall = (over: Partial<RouteCall> = {}): RouteCall => ({
  taskClass: 'summarisation',
  workflow: 'triage',
  team: 'support',
  environment: 'production',
  customerSegment: null,
  inputTokens: 1_000,
  maxOutputTokens: 500,
  model: 'big',
  provider: 'acme',
  user: null,
  requestId: 'request-1',
  time: new Date('2026-11-18T04:00:00Z'),
  ...over,
});

/** A proven score of 0.96 three days before {@link testCall}, unless told otherwise. */
export const measured = (model: string, taskClass: string, over: Partial<BarEvidence> = {}): BarEvidence => ({
  ...{ id: '1', model, taskClass, verdict: 'proven', score: '0.960000' },
  measuredAt: new Date('2026-11-15T04:00:00Z'),
  ...over,
});

const NAMES = ['a', 'b', 'c'];
const some = fc.subarray(NAMES, { minLength: 1 });
const clock = fc.constantFrom('00:00', '06:30', '12:00', '22:15');
const model = fc.constantFrom(...Object.keys(MODELS)).map(ref);

/** Leaves out what is undefined, as a body that was sent does. */
const compact = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

export const anyCondition: fc.Arbitrary<RuleCondition> = fc
  .record({
    taskClass: maybe(some),
    workflow: maybe(some),
    team: maybe(some),
    environment: maybe(some),
    customerSegment: maybe(some),
    inputTokens: maybe(
      fc
        .record({ from: maybe(fc.integer({ min: 0, max: 4 })), below: maybe(fc.integer({ min: 1, max: 6 })) })
        .map(compact),
    ),
    hours: maybe(
      fc
        .record({
          from: clock,
          until: clock,
          days: maybe(fc.subarray([1, 3, 6, 7], { minLength: 1 })),
        })
        .map(compact),
    ),
  })
  .map(compact);

const anyRule = (id: string): fc.Arbitrary<RoutingRule> =>
  fc
    .record({
      id: fc.constant(id),
      when: anyCondition,
      primary: model,
      fallback: fc.array(
        fc
          .record({ ref: model, on: fc.subarray([...FALLBACK_REASONS], { minLength: 1 }) })
          .map((one) => ({ ...one.ref, on: one.on })),
        { maxLength: 3 },
      ),
      maximumCost: maybe(fc.constantFrom('0.001', '0.05', '3')),
      qualityBar: maybe(fc.constantFrom('0.9', '1')),
      share: maybe(fc.integer({ min: 1, max: 100 })),
      stickyBy: maybe(fc.constantFrom(...STICKY_KEYS)),
    })
    .map(compact);

export const anyPolicy: fc.Arbitrary<PolicyBody> = fc
  .integer({ min: 0, max: 8 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, index) => anyRule(`rule-${index}`))))
  .chain((rules) =>
    fc
      .record({
        approvedModels: fc.uniqueArray(
          fc.record({ team: fc.constantFrom(...NAMES), models: fc.array(model, { maxLength: 4 }) }),
          { selector: ({ team }) => team, maxLength: 2 },
        ),
        noReasoningOnSimple: fc.boolean(),
        noProductionTierInDevelopment: fc.boolean(),
        evidenceMaxAgeDays: fc.integer({ min: 1, max: 365 }),
        modelSupport: maybe(
          fc.array(
            fc
              .record({ model, tools: maybe(fc.boolean()), regions: maybe(fc.subarray(['hk', 'eu'])) })
              .map(compact),
            { maxLength: 2 },
          ),
        ),
      })
      .map((constraints) => ({ rules: [...rules], constraints: compact(constraints) })),
  );

const maybeName = fc.option(fc.constantFrom(...NAMES, 'd'), { nil: null });

export const anyCall: fc.Arbitrary<RouteCall> = fc.record({
  taskClass: fc.constantFrom('', ...NAMES, 'simple_lookup'),
  workflow: maybeName,
  team: fc.constantFrom(...NAMES),
  environment: fc.constantFrom(null, 'a', 'development'),
  customerSegment: maybeName,
  inputTokens: fc.constantFrom(0, 1, 3, 5, 20_000, 300_000),
  maxOutputTokens: fc.constantFrom(null, 0, 500),
  model: fc.constantFrom('big', 'nobody-knows'),
  provider: fc.constantFrom(null, 'acme'),
  user: maybeName,
  requestId: fc.string({ maxLength: 8 }),
  time: fc
    .integer({ min: 0, max: 7 * 24 * 4 })
    .map((quarter) => new Date(Date.UTC(2026, 10, 15) + quarter * 900_000)),
  needsTools: fc.boolean(),
  region: fc.constantFrom(null, 'hk', 'us'),
});
