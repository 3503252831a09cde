import { compileClause, exactNames, namesAnotherVariant } from './match-clause';
import type { PriceBookData } from './price-book-data';

type Resolve = (provider: string | null, model: string) => bigint | null;

interface ProviderIndex {
  key: string;
  models: Map<string, bigint>;
  rules: { modelId: bigint; key: string; matches: (name: string) => boolean }[];
  fallbackProviders: string[];
}

/** Names that gateways, SDKs and OpenTelemetry use for a provider of the catalogue. */
const PROVIDER_NAMES: Record<string, string> = {
  'azure.ai.openai': 'azure',
  'azure.ai.inference': 'azure',
  azure_openai: 'azure',
  'azure-openai': 'azure',
  azure_ai: 'azure',
  azureopenai: 'azure',
  bedrock: 'aws',
  'aws.bedrock': 'aws',
  vertex: 'google',
  vertex_ai: 'google',
  'gcp.vertex_ai': 'google',
  'gcp.gemini': 'google',
  'gcp.gen_ai': 'google',
  gemini: 'google',
  xai: 'x-ai',
  x_ai: 'x-ai',
  mistral_ai: 'mistral',
  mistralai: 'mistral',
  'minimax-ai': 'minimax',
  moonshot: 'moonshotai',
  fireworks_ai: 'fireworks',
  together_ai: 'together',
  zhipu: 'zhipuai',
  qwen: 'alibaba',
  dashscope: 'alibaba',
};

/** A gateway says nothing about who sold the tokens: the model name decides. */
const GATEWAYS = new Set(['', 'unknown', 'litellm', 'portkey', 'helicone', 'kong', 'vercel', 'ai-gateway']);

const DATED = /[-@](20\d{2}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01]))$/;
const CACHE_LIMIT = 20_000;

/** Builds the look-up from names to catalogue models. Answers are kept in a bounded map. */
export function createResolver(data: PriceBookData): Resolve {
  const state = index(data);
  const caches = new Map<string | null, Map<string, bigint | null>>();
  let size = 0;
  return (provider, model) => {
    const known = caches.get(provider)?.get(model);
    if (known !== undefined) return known;
    const found = find(state, provider, model);
    if (size >= CACHE_LIMIT) {
      caches.clear();
      size = 0;
    }
    size += 1;
    const ofProvider = caches.get(provider) ?? new Map<string, bigint | null>();
    caches.set(provider, ofProvider.set(model, found));
    return found;
  };
}

interface State {
  providers: Map<string, ProviderIndex>;
  byProviderName: { key: string; matches: (name: string) => boolean }[];
  byModelName: { key: string; matches: (name: string) => boolean }[];
  aliases: Map<string, bigint>;
  /** Follows unrecognised → catalogue. */
  settle: (id: bigint) => bigint | null;
}

function index(data: PriceBookData): State {
  const providers = new Map<string, ProviderIndex>();
  const state: State = { providers, byProviderName: [], byModelName: [], aliases: new Map(), settle };
  const rows = new Map(data.models.map((model) => [model.id, model]));
  function settle(id: bigint): bigint | null {
    const row = rows.get(id);
    if (!row) return null;
    return row.resolvedModelId ?? (row.state === 'catalogue' ? id : null);
  }
  for (const { key, match } of data.providers) {
    const fallbackProviders = match?.fallbackProviders ?? [];
    providers.set(key, { key, models: new Map(), rules: [], fallbackProviders });
    if (match?.provider) state.byProviderName.push({ key, matches: compileClause(match.provider) });
    if (match?.model) state.byModelName.push({ key, matches: compileClause(match.model) });
  }
  for (const model of data.models) {
    const provider = providers.get(model.providerKey);
    const target = settle(model.id);
    if (!provider || target === null) continue;
    provider.models.set(model.key.toLowerCase(), target);
    if (model.match)
      provider.rules.push({ modelId: target, key: model.key, matches: compileClause(model.match) });
  }
  addExactNames(data, providers, settle);
  for (const { providerKey, alias, modelId } of data.aliases) {
    const target = settle(modelId);
    if (target !== null) state.aliases.set(`${providerKey}\u0000${alias.toLowerCase()}`, target);
  }
  return state;
}

/** Names a list spells out count as keys, after the real keys of every model. */
function addExactNames(
  data: PriceBookData,
  providers: Map<string, ProviderIndex>,
  settle: (id: bigint) => bigint | null,
): void {
  for (const model of data.models) {
    const names = providers.get(model.providerKey)?.models;
    const target = settle(model.id);
    if (!names || target === null || !model.match) continue;
    for (const name of exactNames(model.match)) if (!names.has(name)) names.set(name, target);
  }
}

function find(state: State, providerName: string | null, modelName: string): bigint | null {
  const model = modelName.trim().toLowerCase();
  const given = providerName?.trim().toLowerCase() ?? '';
  const alias = state.aliases.get(`${given}\u0000${model}`) ?? state.aliases.get(`\u0000${model}`);
  if (alias !== undefined) return alias;
  if (!GATEWAYS.has(given)) {
    const provider = providerNamed(state, given);
    const raw = state.providers.get(given);
    const own = (raw && inProvider(state, raw, model)) ?? (provider && inProvider(state, provider, model));
    if (own !== null && own !== undefined) return own;
    return provider ? prefixed(state, model, provider) : null;
  }
  return withoutProvider(state, model);
}

function providerNamed(state: State, name: string): ProviderIndex | null {
  const mapped = PROVIDER_NAMES[name];
  if (mapped && state.providers.has(mapped)) return state.providers.get(mapped) ?? null;
  const exact = state.providers.get(name);
  if (exact) return exact;
  const rule = state.byProviderName.find(({ matches }) => matches(name));
  return rule ? (state.providers.get(rule.key) ?? null) : null;
}

/** Exact key, then alias, then the list's own clauses, then the same without a date. */
function inProvider(state: State, provider: ProviderIndex, model: string): bigint | null {
  const exact = provider.models.get(model) ?? state.aliases.get(`${provider.key}\u0000${model}`);
  if (exact !== undefined) return exact;
  const rule = provider.rules.find(({ matches }) => matches(model));
  if (rule && !namesAnotherVariant(model, rule.key)) return rule.modelId;
  const undated = model.replace(DATED, '');
  if (undated !== model) {
    const found = provider.models.get(undated) ?? ruleEquals(provider, undated);
    if (found !== undefined) return found;
  }
  for (const key of provider.fallbackProviders) {
    const other = state.providers.get(key);
    const found = other ? inProvider(state, other, model) : null;
    if (found !== null) return found;
  }
  return null;
}

/** A dated name without its date counts only where the list knows the rest, by key or by clause. */
function ruleEquals(provider: ProviderIndex, undated: string): bigint | undefined {
  const rule = provider.rules.find(({ matches }) => matches(undated));
  return rule && !namesAnotherVariant(undated, rule.key) ? rule.modelId : undefined;
}

/** `openai/gpt-5.2`: the part before the slash names a provider. `within` accepts only names it serves. */
function prefixed(state: State, model: string, within: ProviderIndex | null): bigint | null {
  const slash = model.indexOf('/');
  if (slash <= 0) return null;
  const prefix = model.slice(0, slash);
  const rest = model.slice(slash + 1);
  const provider = providerNamed(state, prefix);
  if (!provider) return GATEWAYS.has(prefix) ? withoutProvider(state, rest) : null;
  if (within && provider.key !== within.key && !within.fallbackProviders.includes(provider.key)) return null;
  return inProvider(state, provider, rest) ?? (rest.includes('/') ? prefixed(state, rest, within) : null);
}

const BEDROCK =
  /^(?:(?:us|eu|apac|jp|au|global|regional|in)\.)?(?:anthropic|amazon|meta|mistral|deepseek|openai|qwen|nvidia|writer)\./;

function withoutProvider(state: State, model: string): bigint | null {
  const byPrefix = prefixed(state, model, null);
  if (byPrefix !== null) return byPrefix;
  const aws = BEDROCK.test(model) ? state.providers.get('aws') : undefined;
  const onBedrock = aws ? inProvider(state, aws, model) : null;
  if (onBedrock !== null) return onBedrock;
  for (const { key, matches } of state.byModelName) {
    const provider = matches(model) ? state.providers.get(key) : undefined;
    const found = provider ? inProvider(state, provider, model) : null;
    if (found !== null) return found;
  }
  return onlySeller(state, model);
}

/** A bare name that exactly one provider sells. Two sellers may have two prices: then it stays unknown. */
function onlySeller(state: State, model: string): bigint | null {
  const sellers = [...state.providers.values()].filter((provider) => provider.models.has(model));
  return sellers.length === 1 ? (sellers[0]?.models.get(model) ?? null) : null;
}
