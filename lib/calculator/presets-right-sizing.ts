import { type Money, parseMoney } from '../money/money';
import { NOTHING_PULLED } from './levers';
import { tasksPerMonth } from './tokens';
import { minus, ONE, over, type Ratio, ratioOf } from './tokens-ratio';
import { costUnder } from './usage-cost';
import type { CompiledPrices } from './usage-cost-prices';
import { toMoney } from './usage-cost-split';
import { type CallAnatomy, type ModelChoice, SINGLE_SHOT, type Workload } from './workload';

export const RIGHT_SIZING_KEYS = ['classification', 'extraction', 'faq', 'reasoning', 'agentic'] as const;
export type RightSizingKey = (typeof RIGHT_SIZING_KEYS)[number];

export interface RightSizingPreset {
  /** The row as printed. */
  label: string;
  per: 'query' | 'document' | 'task';
  /** US dollars each, decimal strings, and the printed saving in per cent. */
  published: { frontier: string; rightSized: string; savedPercent: number };
  workload: Workload;
  rightSized: ModelChoice;
}

const FRONTIER = 'openai/gpt-5.5';
const CHEAP = 'google/gemini-3.1-flash';
const NANO = 'deepseek/deepseek-v4-flash';

const workloadOf = (call: Partial<CallAnatomy>, callsPerTask = 1): Workload => ({
  volume: { kind: 'tasks', tasks: 10_000, per: 'day', activeUsers: null },
  daysPerMonth: 30,
  turnsPerSession: 1,
  call: {
    systemPromptTokens: 0,
    historyTokensPerTurn: 0,
    retrievedTokens: 0,
    userMessageTokens: 0,
    visibleOutputTokens: 0,
    reasoningMultiple: 0,
    ...call,
  },
  agent: { ...SINGLE_SHOT, callsPerTask },
  cacheHitShare: 0,
  batchShare: 0,
  model: { kind: 'one', model: FRONTIER },
});

const one = (model: string): ModelChoice => ({ kind: 'one', model });

/**
 * The table "Workload Type | Frontier Model Cost | Right-Sized Model Cost | Potential Savings" of the seed document
 * on the inference bill. It gives amounts but no tokens and no models: the tokens here are ours, chosen so that
 * GPT-5.5 at the May 2026 prices costs the printed frontier amount exactly; what the smaller model then costs is
 * computed, and set beside the printed one.
 */
export const RIGHT_SIZING: Record<RightSizingKey, RightSizingPreset> = {
  classification: {
    label: 'Simple classification and routing',
    per: 'query',
    published: { frontier: '0.03', rightSized: '0.001', savedPercent: 97 },
    workload: workloadOf({ systemPromptTokens: 2_000, userMessageTokens: 1_000, visibleOutputTokens: 500 }),
    rightSized: one(NANO),
  },
  extraction: {
    label: 'Structured data extraction',
    per: 'document',
    published: { frontier: '0.06', rightSized: '0.005', savedPercent: 92 },
    workload: workloadOf({ systemPromptTokens: 1_500, userMessageTokens: 4_500, visibleOutputTokens: 1_000 }),
    rightSized: one(CHEAP),
  },
  faq: {
    label: 'FAQ and knowledge base responses',
    per: 'query',
    published: { frontier: '0.04', rightSized: '0.003', savedPercent: 93 },
    workload: workloadOf({
      systemPromptTokens: 1_200,
      retrievedTokens: 3_600,
      userMessageTokens: 200,
      visibleOutputTokens: 500,
    }),
    rightSized: one(CHEAP),
  },
  reasoning: {
    label: 'Complex reasoning and analysis',
    per: 'query',
    published: { frontier: '0.08', rightSized: '0.08', savedPercent: 0 },
    workload: workloadOf({
      systemPromptTokens: 1_000,
      userMessageTokens: 3_000,
      visibleOutputTokens: 500,
      reasoningMultiple: 3,
    }),
    rightSized: one(FRONTIER),
  },
  agentic: {
    label: 'Multi-step agentic workflows',
    per: 'task',
    published: { frontier: '0.25', rightSized: '0.10', savedPercent: 60 },
    workload: workloadOf(
      {
        systemPromptTokens: 1_500,
        retrievedTokens: 2_000,
        userMessageTokens: 500,
        visibleOutputTokens: 1_000,
      },
      5,
    ),
    rightSized: {
      kind: 'mix',
      legs: [
        { model: NANO, share: 0.6 },
        { model: FRONTIER, share: 0.4 },
      ],
    },
  },
};

export interface RightSizingRow {
  key: RightSizingKey;
  published: { frontier: Money; rightSized: Money; savedShare: Ratio };
  computed: { frontier: Money; rightSized: Money; savedShare: Ratio };
}

/** Each row of the table beside what the presets cost, per query, document or task. */
export function rightSizingRows(prices: CompiledPrices): RightSizingRow[] {
  return RIGHT_SIZING_KEYS.map((key) => {
    const { published, workload, rightSized } = RIGHT_SIZING[key];
    const frontier = costOfTask(workload, prices);
    const smaller = costOfTask({ ...workload, model: rightSized }, prices);
    return {
      key,
      published: {
        frontier: parseMoney(published.frontier),
        rightSized: parseMoney(published.rightSized),
        savedShare: over(ratioOf(published.savedPercent), ratioOf(100)),
      },
      computed: {
        frontier: toMoney(frontier),
        rightSized: toMoney(smaller),
        savedShare: minus(ONE, over(smaller, frontier)),
      },
    };
  });
}

function costOfTask(workload: Workload, prices: CompiledPrices): Ratio {
  const cost = costUnder(workload, NOTHING_PULLED, prices);
  if (!cost.priced) throw new RangeError(`${cost.model} has no price in this list.`);
  return over(cost.exact, tasksPerMonth(workload));
}
