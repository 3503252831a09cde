/**
 * Which provider of the catalogue a `litellm_provider` is. Those that sell directly come before those that resell the
 * same models under the same provider here: where both price one name, the direct one counts.
 */
const KNOWN: Record<string, { provider: string; resells?: true }> = {
  gemini: { provider: 'google' },
  vertex_ai: { provider: 'google', resells: true },
  palm: { provider: 'google', resells: true },
  bedrock: { provider: 'aws' },
  bedrock_converse: { provider: 'aws', resells: true },
  amazon_nova: { provider: 'aws', resells: true },
  azure_ai: { provider: 'azure', resells: true },
  azure_text: { provider: 'azure', resells: true },
  'text-completion-openai': { provider: 'openai', resells: true },
  cohere_chat: { provider: 'cohere', resells: true },
  xai: { provider: 'x-ai' },
  fireworks_ai: { provider: 'fireworks' },
  'fireworks_ai-embedding-models': { provider: 'fireworks', resells: true },
  together_ai: { provider: 'together' },
  moonshot: { provider: 'moonshotai' },
  voyage: { provider: 'voyageai' },
  dashscope: { provider: 'alibaba' },
  github_copilot: { provider: 'github-copilot' },
};

/** Prefixes of LiteLLM's keys that only say the provider again. */
const PREFIXES: Record<string, readonly string[]> = {
  google: ['gemini/', 'vertex_ai/', 'palm/'],
  aws: ['bedrock/', 'amazon_nova/'],
  azure: ['azure/', 'azure_ai/'],
  'x-ai': ['xai/'],
  fireworks: ['fireworks_ai/accounts/fireworks/models/', 'fireworks_ai/'],
  together: ['together_ai/'],
  moonshotai: ['moonshot/'],
  voyageai: ['voyage/'],
  alibaba: ['dashscope/'],
  'github-copilot': ['github_copilot/'],
};

export interface LitellmName {
  provider: string;
  key: string;
  /** 0 before 1: see KNOWN. */
  order: 0 | 1;
}

/** The provider and model key of an entry, or null where it cannot be a name: empty, too long, or not one plain line. */
export function litellmName(entryKey: string, litellmProvider: string): LitellmName | null {
  const known =
    KNOWN[litellmProvider] ?? (litellmProvider.startsWith('vertex_ai-') ? KNOWN.vertex_ai : undefined);
  const provider = known?.provider ?? litellmProvider;
  const prefix = (PREFIXES[provider] ?? [`${provider}/`]).find((text) => entryKey.startsWith(text));
  const key = entryKey.slice(prefix?.length ?? 0).trim();
  const plain = (text: string) => text.length > 0 && text.length <= 200 && !/\p{Cc}/u.test(text);
  if (!plain(key) || !plain(provider) || /\s/.test(provider)) return null;
  return { provider, key, order: known?.resells ? 1 : 0 };
}
