import { NONE, type Ratio, ratioOf, times } from './tokens-ratio';

/**
 * The ten levers of the seed document "The New Currency of Enterprise AI" ("10 Levers to Cut Token Spend") and the
 * agent patterns of its "7 Patterns That Tame Agentic Token Bloat" and "Agentic Workflow Optimisation", in the
 * order in which the engine pulls them: first what is then never called, next what a call no longer carries, last
 * what the rest is charged at. The optimised cost is the same in every order, because each lever has a factor of
 * its own; the order decides only which lever a saving that two could claim is shown under (see waterfall.ts).
 */
export const LEVER_ORDER = [
  'semanticCaching',
  'circuitBreaker',
  'loopDetection',
  'budgetCap',
  'toolFusion',
  'concisePrompts',
  'fineTuning',
  'historyTruncation',
  'ragCompression',
  'outputLimits',
  'noReasoning',
  'promptCaching',
  'routing',
  'batch',
] as const;
export type LeverKey = (typeof LEVER_ORDER)[number];

/** What a lever takes its share away from. */
export type LeverTouches =
  | 'tasks'
  | 'retries'
  | 'runaway_calls'
  | 'fan_out_calls'
  | 'system_prompt'
  | 'instructions_and_context'
  | 'history'
  | 'retrieved_context'
  | 'visible_output'
  | 'reasoning'
  | 'cacheable_prefix'
  | 'model'
  | 'service_tier';

export interface LeverDefinition {
  /** Its number among the ten of the seed document; null: an agent pattern. */
  number: number | null;
  touches: LeverTouches;
  /** What the strength may be when the lever is pulled, as shares between 0 and 1. */
  min: number;
  max: number;
  /** Where a person starts. */
  start: number;
  /** Share of what it touches that it can apply to, to start with. */
  startApplies: number;
  /** The published figure in the document's words; null: the document gives a rule but no figure. */
  published: string | null;
  /** Section of the seed document. */
  source: string;
}

const lever = (
  number: number | null,
  touches: LeverTouches,
  [min, start, max]: readonly [number, number, number],
  startApplies: number,
  published: string | null,
  source: string,
): LeverDefinition => ({ number, touches, min, max, start, startApplies, published, source });

/**
 * `strength` is the share of what it touches that a lever takes away (prompt caching: the hit share it reaches;
 * routing: the share of the policy in force; batch: the share that moves), on the share it `applies` to.
 * No reasoning: "5–20× cost reduction" is 1 − 1/5 to 1 − 1/20 of the reasoning of the simple tasks. Semantic
 * caching applies to the 31 % of queries that the document says show semantic similarity. The agent patterns
 * without a published figure may be anything from 0 to 1; so may the share of batch, whose 50 % is in the prices.
 */
export const LEVERS: Record<LeverKey, LeverDefinition> = {
  semanticCaching: lever(
    4,
    'tasks',
    [0.5, 0.6, 0.73],
    0.31,
    '50–73% on semantically repetitive workloads',
    'Lever 04, Semantic Caching',
  ),
  circuitBreaker: lever(null, 'retries', [0, 0.5, 1], 1, null, 'Circuit Breakers'),
  loopDetection: lever(null, 'runaway_calls', [0, 0.5, 1], 1, null, 'Loop Detection (Rolling Hash)'),
  budgetCap: lever(null, 'runaway_calls', [0, 1, 1], 1, null, 'Budget Hard Caps; Cost-per-Task 2× baseline'),
  toolFusion: lever(
    null,
    'fan_out_calls',
    [0.12, 0.25, 0.4],
    1,
    '12–40% token reduction in multi-agent systems',
    'Agentic Workflow Optimisation',
  ),
  concisePrompts: lever(
    5,
    'system_prompt',
    [0.3, 0.4, 0.55],
    1,
    '30–55% prompt size reduction',
    'Lever 05, Concise Prompt Engineering',
  ),
  fineTuning: lever(
    10,
    'instructions_and_context',
    [0.4, 0.5, 0.6],
    1,
    '40–60% fewer tokens per call',
    'Lever 10, Fine-Tuning for Repetitive High-Volume Tasks',
  ),
  historyTruncation: lever(
    3,
    'history',
    [0.4, 0.5, 0.7],
    1,
    '40–70% context token reduction',
    'Lever 03, Truncate & Summarise Conversation History',
  ),
  ragCompression: lever(
    7,
    'retrieved_context',
    [0.25, 0.5, 0.8],
    1,
    '25–80% RAG context reduction',
    'Lever 07, RAG Context Compression',
  ),
  outputLimits: lever(
    6,
    'visible_output',
    [0.15, 0.3, 0.6],
    1,
    '15–60% output token reduction',
    'Lever 06, Constrain Output Length & Format',
  ),
  noReasoning: lever(
    9,
    'reasoning',
    [0.8, 0.9, 0.95],
    0.7,
    '5–20× cost reduction vs always-on reasoning',
    'Lever 09, Avoid Reasoning Models for Simple Tasks',
  ),
  promptCaching: lever(
    1,
    'cacheable_prefix',
    [0.8, 0.9, 0.95],
    1,
    'Target 80–95% hit rate; up to 90–98% off input tokens',
    'Lever 01, Prompt Caching (KV Cache)',
  ),
  routing: lever(
    2,
    'model',
    [0, 1, 1],
    1,
    '70–85% reduction at frontier-equivalent quality',
    'Lever 02, Multi-Model Routing: The 70/25/5 Rule',
  ),
  batch: lever(
    8,
    'service_tier',
    [0, 1, 1],
    0.3,
    '50% off all eligible non-real-time workloads',
    'Lever 08, Batch Processing',
  ),
};

/** How hard one lever is pulled; both between 0 and 1. Strength 0 is the lever not pulled. */
export interface LeverSetting {
  strength: number;
  applies: number;
}

/** Calls that may go to another model; they do where it is cheaper and its context window holds them. */
export interface RoutingTarget {
  model: string;
  share: number;
}

/** Everything pulled, as a plain JSON value. Levers that are not named are not pulled. */
export interface LeverPlan {
  levers: Partial<Record<LeverKey, LeverSetting>>;
  /** The routing policy: 70 % to a cheap model, 25 % to a middle one; the rest stays. */
  routingTargets: readonly RoutingTarget[];
  /** Paid once: tokens to train on, and US dollars per million of them (the document: $25). */
  fineTuning: { trainingTokens: number; trainingUsdPerMTok: string };
}

export const NOTHING_PULLED: LeverPlan = {
  levers: {},
  routingTargets: [],
  fineTuning: { trainingTokens: 10_000_000, trainingUsdPerMTok: '25' },
};

/** strength × applies: the share of what a lever touches that it takes away. */
export function pullOf(plan: LeverPlan, key: LeverKey): Ratio {
  const setting = plan.levers[key];
  if (!setting || setting.strength === 0 || setting.applies === 0) return NONE;
  return times(ratioOf(setting.strength), ratioOf(setting.applies));
}

export const isPulled = (plan: LeverPlan, key: LeverKey): boolean => pullOf(plan, key).n !== 0n;

/** A plan's setting of one lever where the document's figures start. */
export const startOf = (key: LeverKey): LeverSetting => ({
  strength: LEVERS[key].start,
  applies: LEVERS[key].startApplies,
});

/** The same plan with one lever set, or let go. */
export function withLever(plan: LeverPlan, key: LeverKey, setting: LeverSetting | null): LeverPlan {
  const { [key]: _, ...others } = plan.levers;
  return { ...plan, levers: setting ? { ...others, [key]: setting } : others };
}

/** The same plan with only these levers. */
export function onlyLevers(plan: LeverPlan, keys: readonly LeverKey[]): LeverPlan {
  const kept = keys.flatMap((key) => (plan.levers[key] ? [[key, plan.levers[key]] as const] : []));
  return { ...plan, levers: Object.fromEntries(kept) };
}
