import type { ServiceTier } from '../rates';

/**
 * Factors on the standard price for batch, flex and priority processing. genai-prices has none.
 *
 * Batch: the seed document "The New Currency of Enterprise AI" (May 2026), section Batch Processing: 50 % off at
 * OpenAI and Anthropic; Google's and Azure's 50 % agree with LiteLLM's model_prices_and_context_window.json.
 * Priority and flex: the ratio of LiteLLM's `*_priority` and `*_flex` prices to its standard ones, only
 * where one ratio holds for every token class. Left out on purpose, so unpriced: gpt-5.4 and gemini-3.5-flash-lite
 * flex and priority where the ratios differ by class, and gpt-5-nano priority (LiteLLM says 50 ×).
 * 12-decimal factors (5/3, 20/11) give back the published price once the rate is rounded to six decimals.
 */
const BATCH: { provider: string; models: RegExp }[] = [
  { provider: 'openai', models: /^(gpt-|o[134]|chatgpt-|text-embedding)/ },
  { provider: 'azure', models: /^(gpt-|o[134])/ },
  { provider: 'anthropic', models: /^claude/ },
  { provider: 'google', models: /^gemini-/ },
];
/** Not sold in batch: live audio and pictures. */
const NO_BATCH = /audio|realtime|live|transcribe|tts|image|moderation|computer-use/;

type FactorTable = Record<string, Record<string, readonly string[]>>;

const PRIORITY: FactorTable = {
  openai: {
    '2': [
      ...[
        'gpt-4.1-nano',
        'gpt-5',
        'gpt-5.1',
        'gpt-5.2',
        'gpt-5.3',
        'gpt-5.3-codex',
        'gpt-5.4',
        'gpt-5.4-mini',
      ],
      ...['gpt-5.5', 'gpt-5.6-sol', 'gpt-5.6-terra', 'gpt-5.6-luna'],
    ],
    '1.8': ['gpt-5-mini', 'gpt-5.1-codex-mini'],
    '1.75': ['gpt-4.1', 'gpt-4.1-mini', 'gpt-4o-2024-05-13', 'o3'],
    '1.7': ['gpt-4o'],
    '1.666666666667': ['gpt-4o-mini'],
    '1.818181818182': ['o4-mini'],
  },
  google: {
    '1.8': [
      ...['gemini-3-pro-preview', 'gemini-3.1-pro-preview', 'gemini-3-flash-preview'],
      ...['gemini-3.1-flash-lite', 'gemini-3.5-flash', 'gemini-3.6-flash'],
    ],
  },
};

const FLEX: FactorTable = {
  openai: {
    '0.5': [
      ...['gpt-5', 'gpt-5-mini', 'gpt-5-nano', 'gpt-5.4-mini', 'gpt-5.4-nano', 'gpt-5.4-pro', 'gpt-5.5'],
      ...['gpt-5.5-pro', 'gpt-5.6-sol', 'gpt-5.6-terra', 'gpt-5.6-luna', 'o3', 'o4-mini'],
    ],
  },
  google: { '0.5': ['gemini-3.1-flash-lite', 'gemini-3.6-flash'] },
};

const factorIn = (table: FactorTable, provider: string, key: string): string | undefined =>
  Object.entries(table[provider] ?? {}).find(([, keys]) => keys.includes(key))?.[0];

/** The factors known for a catalogue model, or undefined where none is. */
export function serviceTiersOf(
  provider: string,
  key: string,
): Partial<Record<ServiceTier, string>> | undefined {
  const inBatch =
    BATCH.some((rule) => rule.provider === provider && rule.models.test(key)) && !NO_BATCH.test(key);
  const priority = factorIn(PRIORITY, provider, key);
  const flex = factorIn(FLEX, provider, key);
  if (!inBatch && !priority && !flex) return undefined;
  return { ...(inBatch && { batch: '0.5' }), ...(priority && { priority }), ...(flex && { flex }) };
}
