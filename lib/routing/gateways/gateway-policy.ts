import type { FallbackOn, ModelRef, PolicyBody, RoutingRule } from '../policy';

/** A version of a policy as a gateway's configuration is made from it. */
export interface GatewayPolicy {
  id: string;
  name: string;
  version: number;
  body: PolicyBody;
  /** The model in the catalogue, with its provider; null: no such model. */
  find(ref: ModelRef): ServedModel | null;
}

export interface ServedModel {
  provider: string;
  model: string;
}

/** A configuration to copy, and what it cannot say: those rules are the gate's alone. */
export interface GatewayConfig {
  text: string;
  left: LeftToGate[];
}

export interface LeftToGate {
  rule: string;
  because:
    | 'input_tokens'
    | 'hours'
    | 'share'
    | 'quality_bar'
    | 'several_conditions'
    | 'unknown_model'
    | 'other_tags';
}

/** `provider/model`: one name for a model wherever it is sold. */
export const servedName = ({ provider, model }: ServedModel): string => `${provider}/${model}`;

/** Where a rule's calls go on when `reasons` come up, in order; models the catalogue does not know are left out. */
export function fallbacksOf(
  policy: GatewayPolicy,
  rule: RoutingRule,
  reasons: readonly FallbackOn[],
): ServedModel[] {
  return rule.fallback
    .filter(({ on }) => on.some((reason) => reasons.includes(reason)))
    .flatMap((ref) => policy.find(ref) ?? []);
}

/** Every model a policy may send calls to, once, in the order the rules name them. */
export function modelsOf(policy: GatewayPolicy): ServedModel[] {
  const found = new Map<string, ServedModel>();
  for (const { primary, fallback } of policy.body.rules)
    for (const ref of [primary, ...fallback]) {
      const model = policy.find(ref);
      if (model) found.set(servedName(model), model);
    }
  return [...found.values()];
}

/** What only the gate can decide of a rule, because it needs the size or the time of the call, evidence, or a draw. */
export function gateOnly({ when, share, qualityBar }: RoutingRule): LeftToGate['because'] | null {
  if (when.inputTokens) return 'input_tokens';
  if (when.hours) return 'hours';
  if (qualityBar !== undefined) return 'quality_bar';
  return share !== undefined && share < 100 ? 'share' : null;
}

/** The environment variable that holds a provider's key at the gateway. */
export function keyVariable(provider: string): string {
  const own: Record<string, string> = { google: 'GEMINI_API_KEY', 'x-ai': 'XAI_API_KEY' };
  return own[provider] ?? `${provider.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_API_KEY`;
}
