/**
 * The prices that upstream charged in `ljoukov-agent-steps/steps.csv`, by `model_version`, in USD per million
 * tokens: solved from the rows themselves (least squares in exact fractions; worst residue 1.4e-17 USD).
 * input is prompt less cached, output covers response and thinking. Versions that upstream recorded at
 * US$0 have no row here: their price is unknown from this data, not zero.
 */
export const LJOUKOV_PRICES: Readonly<Record<string, { input: string; cacheRead: string; output: string }>> =
  {
    'accounts/fireworks/models/glm-5': { input: '1', cacheRead: '0.2', output: '3.2' },
    'accounts/fireworks/models/kimi-k2p5': { input: '0.6', cacheRead: '0.1', output: '3' },
    'accounts/fireworks/models/minimax-m2p1': { input: '0.3', cacheRead: '0.15', output: '1.2' },
    'chatgpt-gpt-5.2-2025-12-11': { input: '1.75', cacheRead: '0.175', output: '14' },
    'chatgpt-gpt-5.3-codex': { input: '1.25', cacheRead: '0.125', output: '10' },
    'chatgpt-gpt-5.3-codex-spark': { input: '0.25', cacheRead: '0.025', output: '2' },
    'gemini-2.5-pro': { input: '1.25', cacheRead: '0.125', output: '10' },
    'gemini-3-pro-preview': { input: '2', cacheRead: '0.2', output: '12' },
    'gemini-3.1-pro-preview': { input: '2', cacheRead: '0.2', output: '12' },
    'gpt-5.2-2025-12-11': { input: '1.75', cacheRead: '0.175', output: '14' },
  };
