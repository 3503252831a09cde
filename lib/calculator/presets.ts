import { AGENT_LEVEL_PRESETS, AGENT_LEVELS, type AgentLevel } from './agent-levels';
import { RIGHT_SIZING, RIGHT_SIZING_KEYS, type RightSizingKey } from './presets-right-sizing';
import { SCENARIO_KEYS, SCENARIOS, type ScenarioKey } from './published-scenarios';
import { type MixLeg, SINGLE_SHOT, type Workload } from './workload';

export const PER_USER_KEYS = ['knowledgeWork', 'busyKnowledgeWork', 'heavyAgentic'] as const;
export type PerUserKey = (typeof PER_USER_KEYS)[number];

/** HK dollars per active user and month, decimal strings: what the benchmark says such a workload costs. */
export interface PerUserBenchmark {
  workload: Workload;
  hkd: { min: string; max: string };
}

/** "Mixed routing across Claude, GPT, and Gemini families": the shares are ours. */
const FAMILIES: readonly MixLeg[] = [
  { model: 'anthropic/claude-sonnet-4-6', share: 0.5 },
  { model: 'openai/gpt-5.5', share: 0.2 },
  { model: 'google/gemini-3.1-pro-preview', share: 0.3 },
];

const KNOWLEDGE_WORK: Workload = {
  volume: { kind: 'users', activeUsers: 300, sessionsPerUserPerDay: 10 },
  daysPerMonth: 22,
  turnsPerSession: 6,
  call: {
    systemPromptTokens: 800,
    historyTokensPerTurn: 500,
    retrievedTokens: 3_000,
    userMessageTokens: 200,
    visibleOutputTokens: 400,
    reasoningMultiple: 0,
  },
  agent: SINGLE_SHOT,
  cacheHitShare: 0,
  batchShare: 0,
  model: { kind: 'mix', legs: FAMILIES },
};

/**
 * The benchmarks of the token-economics guide for Hong Kong, mid-2026: HK$200 to HK$450 per active user and month
 * for knowledge work, up to HK$1,200 with heavy agentic use, for its example of 300 knowledge workers. It gives
 * amounts only: the workloads are ours, and their cost is computed to lie inside the printed range.
 */
export const PER_USER: Record<PerUserKey, PerUserBenchmark> = {
  knowledgeWork: { workload: KNOWLEDGE_WORK, hkd: { min: '200', max: '450' } },
  busyKnowledgeWork: {
    workload: {
      ...KNOWLEDGE_WORK,
      volume: { kind: 'users', activeUsers: 300, sessionsPerUserPerDay: 15 },
      call: { ...KNOWLEDGE_WORK.call, retrievedTokens: 3_500, visibleOutputTokens: 500 },
    },
    hkd: { min: '200', max: '450' },
  },
  heavyAgentic: {
    workload: {
      ...KNOWLEDGE_WORK,
      volume: { kind: 'users', activeUsers: 300, sessionsPerUserPerDay: 12 },
      turnsPerSession: 1,
      agent: { ...AGENT_LEVEL_PRESETS.agentic.agent, tokensPerTask: 100_000 },
    },
    hkd: { min: '450', max: '1200' },
  },
};

/** Every preset by one key, for a menu and for a link. */
export type PresetKey =
  | `scenario:${ScenarioKey}`
  | `rightSizing:${RightSizingKey}`
  | `perUser:${PerUserKey}`
  | `agentLevel:${AgentLevel}`;

export interface Preset {
  key: PresetKey;
  workload: Workload;
}

/** A workload at one of the document's four agent levels: a thousand tasks a day on the mid-tier default. */
export const atAgentLevel = (level: AgentLevel): Workload => ({
  ...KNOWLEDGE_WORK,
  volume: { kind: 'tasks', tasks: 1_000, per: 'day', activeUsers: null },
  daysPerMonth: 30,
  turnsPerSession: 1,
  agent: AGENT_LEVEL_PRESETS[level].agent,
  model: { kind: 'one', model: 'anthropic/claude-sonnet-4-6' },
});

/** A scenario starts on the dearest model that the document prints it for: the last of its figures. */
function scenarioWorkload(key: ScenarioKey): Workload {
  const { workload, figures } = SCENARIOS[key];
  const last = figures.at(-1);
  if (!last) throw new RangeError(`The scenario ${key} has figures.`);
  return { ...workload, model: last.choice };
}

export const PRESETS: readonly Preset[] = [
  ...SCENARIO_KEYS.map((key): Preset => ({ key: `scenario:${key}`, workload: scenarioWorkload(key) })),
  ...AGENT_LEVELS.map((key): Preset => ({ key: `agentLevel:${key}`, workload: atAgentLevel(key) })),
  ...RIGHT_SIZING_KEYS.map(
    (key): Preset => ({ key: `rightSizing:${key}`, workload: RIGHT_SIZING[key].workload }),
  ),
  ...PER_USER_KEYS.map((key): Preset => ({ key: `perUser:${key}`, workload: PER_USER[key].workload })),
];
