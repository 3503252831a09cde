import type { ModelTier, Rates, TokenPrices } from '../rates';
import { LIST_PRIORITY, type ListedModel, type PublishedList } from './published-list';
import { serviceTiersOf } from './service-tiers';
import { tierByOutputPrice } from './tier-rule';

/**
 * "Token Prices Across Providers" of the document "The New Currency of Enterprise AI" (May 2026 update):
 * USD per million tokens, as printed. `free` is its "Free*": free weights, self-hosted, so no rate to charge.
 */
interface Row {
  name: string;
  provider: string;
  key: string;
  tier: 'Flagship' | 'Reasoning' | 'Mid-Tier' | 'Fast & Cheap' | 'Open Source';
  input: string;
  output: string;
  cached?: string;
  context: number;
  bestFor: string;
}

const M = 1_000_000;
const K = 1_000;

const row = (
  name: string,
  model: string,
  tier: Row['tier'],
  prices: string,
  context: number,
  bestFor: string,
): Row => {
  const [provider = '', key = ''] = model.split('/');
  const [input = '', output = '', cached] = prices.split(' ');
  return { name, provider, key, tier, input, output, ...(cached && { cached }), context, bestFor };
};

/** Model, catalogue key, tier, input · output · cached input, context window, best for. */
export const NEW_CURRENCY_ROWS: readonly Row[] = [
  row(
    'GPT-5.5 Pro',
    'openai/gpt-5.5-pro',
    'Flagship',
    '30.00 180.00 3.00',
    M,
    'Hardest reasoning, executive tasks',
  ),
  row(
    'GPT-5.5',
    'openai/gpt-5.5',
    'Flagship',
    '5.00 30.00 0.50',
    M,
    'Agentic-first default, 78.7% OSWorld-V',
  ),
  row(
    'Claude Opus 4.7',
    'anthropic/claude-opus-4-7',
    'Flagship',
    '5.00 25.00 0.30',
    M,
    '#1 on SWE-bench Pro (64.3%), high-stakes coding & analysis',
  ),
  row(
    'Gemini 3.1 Pro',
    'google/gemini-3.1-pro-preview',
    'Flagship',
    '2.00 12.00 0.20',
    M,
    'Price-perf winner. Leads 13/16 benchmarks at 1/2 the cost',
  ),
  row(
    'GPT-5.5 (Reasoning Mode)',
    'openai/gpt-5.5-reasoning-mode',
    'Reasoning',
    '5.00 30.00 0.50',
    M,
    'Multi-step logic — internal CoT tokens billed',
  ),
  row(
    'Claude Opus 4.7 Extended Thinking',
    'anthropic/claude-opus-4-7-extended-thinking',
    'Reasoning',
    '5.00 25.00 0.30',
    M,
    'Planning, long-horizon analysis. CoT counted as output',
  ),
  row(
    'Claude Sonnet 4.6',
    'anthropic/claude-sonnet-4-6',
    'Mid-Tier',
    '3.00 15.00 0.30',
    M,
    'Enterprise copilots, the default mid-tier for coding agents',
  ),
  row(
    'Mistral Medium 3.5',
    'mistral/mistral-medium-3-5',
    'Mid-Tier',
    '1.50 7.50 0.15',
    256 * K,
    'Open-weight (mod. MIT). 77.6% SWE-bench. EU-sovereign default',
  ),
  row(
    'DeepSeek V4 Pro',
    'deepseek/deepseek-v4-pro',
    'Mid-Tier',
    '1.74 3.48 0.035',
    M,
    'Best dollar-per-quality at frontier-adjacent tier',
  ),
  row(
    'Qwen 3.6 Plus',
    'alibaba/qwen3.6-plus',
    'Mid-Tier',
    '0.40 1.20 0.04',
    M,
    'Beats Opus 4.6 on Terminal-Bench 2.0. Free on OpenRouter',
  ),
  row(
    'Claude Haiku 4.5',
    'anthropic/claude-haiku-4-5',
    'Fast & Cheap',
    '1.00 5.00 0.10',
    200 * K,
    'Realtime copilots, support bots, sub-agent tier',
  ),
  row(
    'Gemini 3.1 Flash',
    'google/gemini-3.1-flash',
    'Fast & Cheap',
    '0.30 2.50 0.03',
    M,
    'High-volume summarisation, long-context cheap',
  ),
  row(
    'GPT-5 Mini',
    'openai/gpt-5-mini',
    'Fast & Cheap',
    '0.25 2.00 0.025',
    200 * K,
    'Automation, high-volume batch',
  ),
  row(
    'DeepSeek V4 Flash',
    'deepseek/deepseek-v4-flash',
    'Fast & Cheap',
    '0.14 0.28 0.003',
    M,
    'The new 2026 nano-tier default. 30–70% routing cost cut',
  ),
  row(
    'GPT-5 Nano',
    'openai/gpt-5-nano',
    'Fast & Cheap',
    '0.05 0.40 0.005',
    128 * K,
    'Cheapest OpenAI option, simple classification + extraction',
  ),
  row(
    'Qwen 3.6 (open weights)',
    'alibaba/qwen3.6-open-weights',
    'Open Source',
    'Free* Free*',
    M,
    'Apache 2.0. *Self-host or via OpenRouter, sovereignty default',
  ),
  row(
    'Llama 4 Maverick',
    'meta/llama-4-maverick',
    'Open Source',
    '0.15 0.60',
    M,
    'Open weights, fine-tuning, sovereignty',
  ),
  row(
    'Gemma 4 (31B Dense)',
    'google/gemma-4-31b-it',
    'Open Source',
    'Free* Free*',
    128 * K,
    'Apache 2.0. 400M+ downloads. #3 globally on Arena',
  ),
  row(
    'MiniMax M2.7',
    'minimax/MiniMax-M2.7',
    'Open Source',
    '0.40 1.50',
    256 * K,
    '229B MoE. Best OSS at ELO 1495 (GDPval-AA)',
  ),
];

const TIERS: Partial<Record<Row['tier'], ModelTier>> = {
  Flagship: 'frontier',
  Reasoning: 'frontier',
  'Mid-Tier': 'balanced',
  'Fast & Cheap': 'cost_optimised',
};

/** The table says "May 2026"; it prices nothing before that. */
const FROM = new Date('2026-05-01T00:00:00Z');

/** Short names in the table's own writing that the catalogue keys do not carry. */
const ALIASES = [
  { providerKey: 'google', alias: 'gemini-3.1-pro', modelKey: 'gemini-3.1-pro-preview' },
  { providerKey: 'mistral', alias: 'mistral-medium-3.5', modelKey: 'mistral-medium-3-5' },
  { providerKey: 'alibaba', alias: 'qwen-3.6-plus', modelKey: 'qwen3.6-plus' },
];

export function newCurrencyList(): PublishedList {
  return {
    key: 'new-currency-2026-05',
    name: 'The New Currency of Enterprise AI, May 2026',
    source:
      'Seed document "The New Currency of Enterprise AI", table "Token Prices Across Providers", which names as its sources Anthropic Pricing, OpenAI API Pricing, DeepSeek, Gemini 3.1 Pro Guide and AI Pricing Guru 2026',
    sourceUrl: null,
    publishedOn: '2026-05-01',
    priority: LIST_PRIORITY['new-currency-2026-05'],
    providers: [
      { key: 'alibaba', name: 'Alibaba', match: null },
      { key: 'meta', name: 'Meta', match: null },
    ],
    models: NEW_CURRENCY_ROWS.map(listedModel),
    aliases: ALIASES,
  };
}

function listedModel(listed: Row): ListedModel {
  const rates = ratesOf(listed);
  return {
    providerKey: listed.provider,
    key: listed.key,
    name: listed.name,
    tier: TIERS[listed.tier] ?? (rates.selfHosted ? 'cost_optimised' : tierByOutputPrice(rates.prices)),
    contextWindow: listed.context,
    match: null,
    versions: [{ from: FROM, to: null, rates, note: `${listed.tier}. Best for: ${listed.bestFor}` }],
  };
}

function ratesOf({ provider, key, input, output, cached }: Row): Rates {
  if (input === 'Free*') return { prices: {}, selfHosted: true };
  const prices: TokenPrices = {
    input: trimmed(input),
    ...(cached && { cacheRead: trimmed(cached) }),
    output: trimmed(output),
  };
  const serviceTiers = serviceTiersOf(provider, key);
  return { prices, ...(serviceTiers && { serviceTiers }) };
}

const trimmed = (price: string): string => price.replace(/\.?0+$/, '');
