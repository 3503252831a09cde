import type { RoutingRule } from '../policy';
import { type GatewayConfig, type GatewayPolicy, keyVariable, modelsOf } from './gateway-policy';

/** The policy as plain JSON, its models with their providers: for gateways that Tollgate writes nothing for. */
export function plainJson(policy: GatewayPolicy): GatewayConfig {
  const { id, name, version, body } = policy;
  const resolved = (rule: RoutingRule): RoutingRule => ({
    ...rule,
    primary: policy.find(rule.primary) ?? rule.primary,
    fallback: rule.fallback.map((ref) => ({ ...(policy.find(ref) ?? ref), on: ref.on })),
  });
  const document = {
    format: 'tollgate.policy/1',
    policy: { id, name, version },
    models: modelsOf(policy).map((model) => ({ ...model, key: keyVariable(model.provider) })),
    rules: body.rules.map(resolved),
    constraints: body.constraints,
  };
  return { text: `${JSON.stringify(document, null, 2)}\n`, left: [] };
}
