import { type Money, moneyOf, parseMoney } from '../money/money';
import { type CompiledPrices, pricesAt } from './usage-cost-prices';
import type { AgentShape } from './workload';

export const AGENT_LEVELS = ['simple', 'toolUse', 'agentic', 'runaway'] as const;
export type AgentLevel = (typeof AGENT_LEVELS)[number];

export interface AgentLevelPreset {
  level: 1 | 2 | 3 | 4;
  /** The heading as printed. */
  heading: string;
  callsPerTask: { min: number; max: number | null };
  tokensPerTask: { min: number; max: number };
  /** US dollars a task as printed, decimal strings. */
  publishedPerTask: { min: string; max: string };
  agent: AgentShape;
}

const shape = (callsPerTask: number, tokensPerTask: number, rest: Partial<AgentShape> = {}): AgentShape => ({
  callsPerTask,
  tokensPerTask,
  retryShare: 0,
  runawayShare: 0,
  runawayCalls: callsPerTask,
  loopCap: null,
  ...rest,
});

/**
 * "Token Consumption by Agent Complexity" of the seed document. A preset takes a value inside the printed range:
 * the chatbot's 1,200 tokens, then the middle of the range. Retries and runaway tasks are ours: the document says
 * they exist (a naive client retries "three to five times"; a Reflexion loop of ten cycles consumes 50 ×), not how often.
 */
export const AGENT_LEVEL_PRESETS: Record<AgentLevel, AgentLevelPreset> = {
  simple: {
    level: 1,
    heading: 'Single-Shot Chatbot',
    callsPerTask: { min: 1, max: 1 },
    tokensPerTask: { min: 500, max: 2_000 },
    publishedPerTask: { min: '0.001', max: '0.02' },
    agent: shape(1, 1_200),
  },
  toolUse: {
    level: 2,
    heading: 'Tool-Calling Agent (ReAct)',
    callsPerTask: { min: 3, max: 8 },
    tokensPerTask: { min: 5_000, max: 15_000 },
    publishedPerTask: { min: '0.05', max: '0.50' },
    agent: shape(5, 10_000, { retryShare: 0.02 }),
  },
  agentic: {
    level: 3,
    heading: 'Multi-Step Agent (Three-Agent Harness)',
    callsPerTask: { min: 15, max: 30 },
    tokensPerTask: { min: 50_000, max: 200_000 },
    publishedPerTask: { min: '1', max: '8' },
    agent: shape(20, 125_000, { retryShare: 0.05, runawayShare: 0.01, runawayCalls: 100 }),
  },
  runaway: {
    level: 4,
    heading: 'Multi-Agent / Reflexion Loops',
    callsPerTask: { min: 50, max: null },
    tokensPerTask: { min: 200_000, max: 1_000_000 },
    publishedPerTask: { min: '5', max: '50' },
    agent: shape(50, 500_000, { retryShare: 0.1, runawayShare: 0.05, runawayCalls: 500 }),
  },
};

export interface LevelRange {
  level: AgentLevel;
  published: { min: Money; max: Money };
  /** Fewest tokens at the cheapest input price, and most tokens at the dearest output price, of the list. */
  possible: { min: Money; max: Money };
  /** The printed least cost of a task over its most tokens, and the most over the fewest: 10⁻¹² USD a token. */
  impliedPerToken: { min: bigint; max: bigint };
}

/** What a task of each level can cost on the models of a list, beside what the document prints. */
export function levelRanges(prices: CompiledPrices): LevelRange[] {
  const { cheapestInput, dearestOutput } = extremes(prices);
  return AGENT_LEVELS.map((level) => {
    const { tokensPerTask, publishedPerTask } = AGENT_LEVEL_PRESETS[level];
    const [fewest, mostTokens] = [BigInt(tokensPerTask.min), BigInt(tokensPerTask.max)];
    const published = { min: parseMoney(publishedPerTask.min), max: parseMoney(publishedPerTask.max) };
    return {
      level,
      published,
      possible: { min: moneyOf(fewest * cheapestInput), max: moneyOf(mostTokens * dearestOutput) },
      impliedPerToken: { min: published.min / mostTokens, max: published.max / fewest },
    };
  });
}

function extremes(prices: CompiledPrices): { cheapestInput: bigint; dearestOutput: bigint } {
  let [cheapestInput, dearestOutput]: [bigint | null, bigint] = [null, 0n];
  for (const model of prices.groups) {
    if (model.unpriced) continue;
    const [input, , , , output] = pricesAt(model, 0n).standard;
    if (input && (cheapestInput === null || input < cheapestInput)) cheapestInput = input;
    if (output && output > dearestOutput) dearestOutput = output;
  }
  return { cheapestInput: cheapestInput ?? 0n, dearestOutput };
}
