import { CONDITION_LISTS, type ConditionList, type RuleCondition } from '../policy';
import {
  fallbacksOf,
  type GatewayConfig,
  type GatewayPolicy,
  gateOnly,
  keyVariable,
  type LeftToGate,
  type ServedModel,
} from './gateway-policy';
import { portkeyProvider } from './portkey-providers';

/** What another model is tried for: the upstream failed or was too slow. */
const FAILED = [408, 429, 500, 502, 503, 504];
const METADATA: Record<ConditionList, string> = {
  ...{ taskClass: 'task_class', workflow: 'workflow', team: 'team', environment: 'environment' },
  customerSegment: 'customer_segment',
};

/**
 * A Portkey config: the rules as conditions over the call's metadata, the gate asked before each call, usage reported
 * after it. `${…}` stand for keys and for the address of the meter, to be filled in where it is installed.
 */
export function portkeyConfig(policy: GatewayPolicy): GatewayConfig {
  const left: LeftToGate[] = [];
  const conditions: { query: object; then: string }[] = [];
  const targets: object[] = [];
  let last: string | null = null;
  for (const rule of policy.body.rules) {
    const primary = policy.find(rule.primary);
    const because = primary ? gateOnly(rule) : 'unknown_model';
    if (!primary || because) {
      left.push({ rule: rule.id, because: because ?? 'unknown_model' });
      continue;
    }
    const after = fallbacksOf(policy, rule, ['error', 'timeout']);
    targets.push({ name: rule.id, ...chain([primary, ...after]) });
    const query = queryOf(rule.when);
    if (!query) {
      last = rule.id;
      break;
    }
    // biome-ignore lint/suspicious/noThenProperty: Portkey's word
    conditions.push({ query, then: rule.id });
  }
  if (last === null) {
    last = 'as-asked';
    targets.push({ name: last, ...asAsked(policy) });
  }
  const config = {
    before_request_hooks: [hook('tollgate-gate', 'gate', true)],
    after_request_hooks: [hook('tollgate-usage', 'usage', false)],
    strategy: { mode: 'conditional', conditions, default: last },
    targets,
  };
  return { text: `${JSON.stringify(config, null, 2)}\n`, left };
}

const target = ({ provider, model }: ServedModel): object => ({
  provider: portkeyProvider(provider),
  api_key: `\${${keyVariable(provider)}}`,
  override_params: { model },
});

/** Calls that no rule takes go on as they came, to the provider of the policy's first model. */
function asAsked(policy: GatewayPolicy): object {
  const [first] = policy.body.rules.flatMap(({ primary }) => policy.find(primary) ?? []);
  const provider = first?.provider ?? 'openai';
  return { provider: portkeyProvider(provider), api_key: `\${${keyVariable(provider)}}` };
}

/** One target, or several of which each is tried when the one before fails. Budgets send calls down at the gate. */
function chain(served: readonly ServedModel[]): object {
  const [only] = served;
  if (served.length === 1 && only) return target(only);
  return { strategy: { mode: 'fallback', on_status_codes: FAILED }, targets: served.map(target) };
}

/** Null: any call. */
function queryOf(when: RuleCondition): object | null {
  const parts = CONDITION_LISTS.flatMap((list) => {
    const values = when[list];
    return values ? [{ [`metadata.${METADATA[list]}`]: { $in: values } }] : [];
  });
  const [only] = parts;
  if (parts.length <= 1) return only ?? null;
  return { $and: parts };
}

/** Fails closed: without an answer of the meter there is no call. */
const hook = (id: string, part: 'gate' | 'usage', deny: boolean) => ({
  ...{ type: 'guardrail', id, deny },
  checks: [
    {
      id: 'default.webhook',
      parameters: {
        webhookURL: `\${TOLLGATE_URL}/v1/gateways/portkey/${part}`,
        headers: { authorization: `Bearer \${TOLLGATE_API_KEY}` },
        timeout: 5000,
        failOnError: deny,
      },
    },
  ],
});
