import { stringify } from 'yaml';
import { CONDITION_LISTS, type RoutingRule } from '../policy';
import {
  fallbacksOf,
  type GatewayConfig,
  type GatewayPolicy,
  gateOnly,
  keyVariable,
  type LeftToGate,
  modelsOf,
  type ServedModel,
  servedName,
} from './gateway-policy';

/** The model that clients ask for to be routed by tag, also while the gate is away. */
export const ROUTED_MODEL = 'tollgate';

/** LiteLLM's names of providers that the catalogue calls otherwise. */
const PREFIX: Record<string, string> = {
  ...{ google: 'gemini', aws: 'bedrock', 'x-ai': 'xai', fireworks: 'fireworks_ai', together: 'together_ai' },
  ...{ moonshotai: 'moonshot', voyageai: 'voyage', alibaba: 'dashscope', 'github-copilot': 'github_copilot' },
};
const TAG_NAMES = {
  ...{ taskClass: 'task_class', workflow: 'workflow', team: 'team', environment: 'environment' },
  customerSegment: 'customer_segment',
} as const;

interface TagRoute {
  model: ServedModel;
  tags: string[];
}

/** A section of LiteLLM's config.yaml: models, fallbacks, routing by tag, and the hook that asks the gate. */
export function litellmConfig(policy: GatewayPolicy): GatewayConfig {
  const { routes, left } = tagRoutes(policy);
  const config = {
    model_list: [
      ...modelsOf(policy).map((model) => deployment(servedName(model), model, ['default'])),
      ...routes.map(({ model, tags }) => deployment(ROUTED_MODEL, model, tags)),
    ],
    router_settings: {
      enable_tag_filtering: true,
      num_retries: 0,
      fallbacks: fallbackLists(policy),
    },
    litellm_settings: { callbacks: ['tollgate_hook.tollgate'], drop_params: true },
  };
  const head = [
    `Tollgate policy ${policy.id}, version ${policy.version}: ${policy.name.replaceAll(/\s+/g, ' ')}`,
    'tollgate_hook.py sits beside this file. The gate routes each call; what is below also holds while it is away.',
  ];
  return {
    text: `${head.map((line) => `# ${line}\n`).join('')}${stringify(config, { lineWidth: 0 })}`,
    left,
  };
}

function deployment(name: string, { provider, model }: ServedModel, tags: string[]) {
  return {
    model_name: name,
    litellm_params: {
      model: `${PREFIX[provider] ?? provider}/${model}`,
      ...(provider === 'aws' ? {} : { api_key: `os.environ/${keyVariable(provider)}` }),
      tags,
    },
    model_info: { tollgate_provider: provider, tollgate_model: model },
  };
}

/** By primary: a model that is primary of several rules falls back as the first of them says. */
function fallbackLists(policy: GatewayPolicy): Record<string, string[]>[] {
  const lists = new Map<string, string[]>();
  for (const rule of policy.body.rules) {
    const primary = policy.find(rule.primary);
    const after = fallbacksOf(policy, rule, ['error', 'timeout']).map(servedName);
    if (primary && after.length > 0 && !lists.has(servedName(primary))) lists.set(servedName(primary), after);
  }
  return [...lists].map(([name, after]) => ({ [name]: after }));
}

/**
 * Tags say one thing of a call, and any deployment that carries one of them may answer: only rules on one kind of
 * tag, the same for all, and the catch-all can be said so. What an earlier rule takes is not given to a later one.
 */
function tagRoutes(policy: GatewayPolicy): { routes: TagRoute[]; left: LeftToGate[] } {
  const routes: TagRoute[] = [];
  const left: LeftToGate[] = [];
  const taken = new Set<string>();
  let kind: string | null = null;
  for (const rule of policy.body.rules) {
    const said = tagsOf(rule);
    const model = policy.find(rule.primary);
    if (typeof said === 'string' || !model) {
      left.push({ rule: rule.id, because: typeof said === 'string' ? said : 'unknown_model' });
      continue;
    }
    if (said.kind !== null && kind !== null && said.kind !== kind) {
      left.push({ rule: rule.id, because: 'other_tags' });
      continue;
    }
    kind = said.kind ?? kind;
    const tags = said.tags.filter((tag) => !taken.has(tag));
    for (const tag of tags) taken.add(tag);
    if (tags.length > 0) routes.push({ model, tags });
    if (said.kind === null) break;
  }
  return { routes, left };
}

function tagsOf(rule: RoutingRule): { kind: string | null; tags: string[] } | LeftToGate['because'] {
  const because = gateOnly(rule);
  if (because) return because;
  const [kind, ...more] = CONDITION_LISTS.filter((list) => rule.when[list] !== undefined);
  if (kind === undefined) return { kind: null, tags: ['default'] };
  if (more.length > 0) return 'several_conditions';
  return { kind, tags: (rule.when[kind] ?? []).map((value) => `${TAG_NAMES[kind]}=${value}`) };
}
