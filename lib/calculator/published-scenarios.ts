import type { ModelChoice, Workload } from './workload';
import { SINGLE_SHOT } from './workload';

export const SCENARIO_KEYS = ['chatbot', 'rag', 'codeGeneration', 'agentic'] as const;
export type ScenarioKey = (typeof SCENARIO_KEYS)[number];

export interface PublishedFigure {
  /** The row as printed. */
  label: string;
  choice: ModelChoice;
  /** Whole US dollars a month, as printed. */
  usd: number;
}

export interface PublishedScenario {
  /** The scenario's heading as printed. */
  heading: string;
  /** Without the model: each figure has its own. */
  workload: Omit<Workload, 'model'>;
  /** Whether the heading says how the tokens divide into input and output. */
  saysInputAndOutput: boolean;
  figures: readonly PublishedFigure[];
}

/** A month of the scenarios. The document names none; every daily figure that follows at all needs 30 days. */
export const SCENARIO_DAYS = 30;

const on = (label: string, model: string, usd: number): PublishedFigure => ({
  label,
  choice: { kind: 'one', model },
  usd,
});

const NANO = 'openai/gpt-5-nano';
const MINI = 'openai/gpt-5-mini';
const V4_FLASH = 'deepseek/deepseek-v4-flash';
const V4_PRO = 'deepseek/deepseek-v4-pro';
const GEMINI_FLASH = 'google/gemini-3.1-flash';
const GEMINI_PRO = 'google/gemini-3.1-pro-preview';
const HAIKU = 'anthropic/claude-haiku-4-5';
const SONNET = 'anthropic/claude-sonnet-4-6';
const OPUS = 'anthropic/claude-opus-4-7';
const QWEN = 'alibaba/qwen3.6-plus';
const GPT = 'openai/gpt-5.5';

const plain = (
  volume: Workload['volume'],
  call: { input: number; output: number },
): Omit<Workload, 'model'> => ({
  volume,
  daysPerMonth: SCENARIO_DAYS,
  turnsPerSession: 1,
  call: {
    systemPromptTokens: 0,
    historyTokensPerTurn: 0,
    retrievedTokens: 0,
    userMessageTokens: call.input,
    visibleOutputTokens: call.output,
    reasoningMultiple: 0,
  },
  agent: SINGLE_SHOT,
  cacheHitShare: 0,
  batchShare: 0,
});

const chatbot = plain(
  { kind: 'users', activeUsers: 10_000, sessionsPerUserPerDay: 1 },
  { input: 800, output: 400 },
);

const rag = plain(
  { kind: 'tasks', tasks: 50_000, per: 'month', activeUsers: null },
  { input: 8_000, output: 800 },
);

const code = plain(
  { kind: 'tasks', tasks: 500, per: 'day', activeUsers: null },
  { input: 2_000, output: 1_500 },
);

const agentic = plain(
  { kind: 'tasks', tasks: 1_000, per: 'day', activeUsers: null },
  { input: 1_000, output: 2_000 },
);

/**
 * "Real-World Cost Scenarios" of the seed document: four scenarios, 21 figures. How the input divides into system
 * prompt, history, retrieved text and message is ours where the document gives one figure for the input (it changes
 * what the levers can take, not what the scenario costs). For the agentic scenario the document gives 500K tokens a
 * task and no division at all: nine tenths input is ours.
 */
export const SCENARIOS: Record<ScenarioKey, PublishedScenario> = {
  chatbot: {
    heading: 'Chatbot — 800 in / 400 out tokens/turn · 10K users · 20 turns/day',
    workload: {
      ...chatbot,
      turnsPerSession: 20,
      call: { ...chatbot.call, systemPromptTokens: 225, historyTokensPerTurn: 50, userMessageTokens: 100 },
    },
    saysInputAndOutput: true,
    figures: [
      on('GPT-5 Nano', NANO, 13),
      on('DeepSeek V4 Flash', V4_FLASH, 15),
      on('Gemini 3.1 Flash', GEMINI_FLASH, 78),
      on('Claude Haiku 4.5', HAIKU, 192),
      on('Claude Sonnet 4.6', SONNET, 504),
    ],
  },
  rag: {
    heading: 'RAG Pipeline — 8,000 in / 800 out per query · 50K queries/month',
    workload: {
      ...rag,
      call: { ...rag.call, systemPromptTokens: 1_200, retrievedTokens: 6_600, userMessageTokens: 200 },
    },
    saysInputAndOutput: true,
    figures: [
      on('DeepSeek V4 Flash', V4_FLASH, 67),
      on('GPT-5 Mini', MINI, 180),
      on('Gemini 3.1 Flash', GEMINI_FLASH, 220),
      on('Gemini 3.1 Pro', GEMINI_PRO, 1_280),
      on('Claude Sonnet 4.6', SONNET, 1_800),
    ],
  },
  codeGeneration: {
    heading: 'Code Generation — 2,000 in / 1,500 out per request · 500 req/day',
    workload: {
      ...code,
      call: { ...code.call, systemPromptTokens: 1_100, retrievedTokens: 600, userMessageTokens: 300 },
    },
    saysInputAndOutput: true,
    figures: [
      on('DeepSeek V4 Flash', V4_FLASH, 8),
      on('Qwen 3.6 Plus', QWEN, 66),
      on('DeepSeek V4 Pro', V4_PRO, 130),
      on('Claude Sonnet 4.6', SONNET, 427),
      on('Claude Opus 4.7', OPUS, 712),
      on('GPT-5.5', GPT, 825),
    ],
  },
  agentic: {
    heading: 'Agentic Workflow — 1 user task = 25 LLM+MCP calls · 500K tokens/task · 1K tasks/day',
    workload: {
      ...agentic,
      call: { ...agentic.call, systemPromptTokens: 2_000, retrievedTokens: 15_000 },
      agent: { ...SINGLE_SHOT, callsPerTask: 25, tokensPerTask: 500_000 },
    },
    saysInputAndOutput: false,
    figures: [
      on('DeepSeek V4 Flash (all calls)', V4_FLASH, 1_260),
      {
        label: '70/25/5 routing (V4 Flash + Sonnet + Opus)',
        choice: {
          kind: 'mix',
          legs: [
            { model: V4_FLASH, share: 0.7 },
            { model: SONNET, share: 0.25 },
            { model: OPUS, share: 0.05 },
          ],
        },
        usd: 5_400,
      },
      on('All Sonnet 4.6', SONNET, 22_500),
      on('All Opus 4.7 (worst case)', OPUS, 37_500),
      on('All GPT-5.5', GPT, 45_000),
    ],
  },
};
