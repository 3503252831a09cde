import { candidateKey } from './compile-policy';
import type { CheckContext, Finding } from './finding';
import { DEVELOPMENT } from './fit';
import { type ModelRef, modelRefKey, type PolicyBody, type RoutingRule } from './policy';

/**
 * Rules that name what the policy's own constraints exclude. A rule for any team, class or environment is not named:
 * calls that must not have its model are given its next one.
 */
export function checkConstraints(body: PolicyBody, context: CheckContext): Finding[] {
  return body.rules.flatMap((rule) => {
    const refs = [
      ...new Map([rule.primary, ...rule.fallback].map((ref) => [modelRefKey(ref), ref])).values(),
    ];
    return refs.flatMap((ref) => [
      ...notApproved(body, rule, ref, context),
      ...reasoning(body, rule, ref, context),
      ...production(body, rule, ref, context),
    ]);
  });
}

function notApproved(
  body: PolicyBody,
  rule: RoutingRule,
  ref: ModelRef,
  { catalogue }: CheckContext,
): Finding[] {
  const keyOf = (one: ModelRef) => candidateKey(catalogue.find(one), one);
  return body.constraints.approvedModels
    .filter(
      ({ team, models }) =>
        rule.when.team?.includes(team) && !models.some((one) => keyOf(one) === keyOf(ref)),
    )
    .map(({ team }) => ({
      code: 'model_not_approved',
      severity: 'error',
      ruleId: rule.id,
      other: ref.model,
      values: { model: ref.model, team },
      detail: `“${ref.model}” is not on the list of models approved for ${team}.`,
    }));
}

function reasoning(
  body: PolicyBody,
  rule: RoutingRule,
  ref: ModelRef,
  { catalogue }: CheckContext,
): Finding[] {
  if (!body.constraints.noReasoningOnSimple || !catalogue.find(ref)?.isReasoning) return [];
  const simple = rule.when.taskClass?.filter((one) => catalogue.simpleTaskClasses.has(one)) ?? [];
  if (simple.length === 0) return [];
  const detail = `“${ref.model}” reasons, and ${simple.join(', ')} is simple work: such calls will not go there.`;
  const values = { model: ref.model, taskClasses: simple.join(', ') };
  return [
    { code: 'reasoning_on_simple', severity: 'error', ruleId: rule.id, other: ref.model, values, detail },
  ];
}

function production(
  body: PolicyBody,
  rule: RoutingRule,
  ref: ModelRef,
  { catalogue }: CheckContext,
): Finding[] {
  if (!body.constraints.noProductionTierInDevelopment) return [];
  if (catalogue.find(ref)?.tier !== 'frontier' || !rule.when.environment?.includes(DEVELOPMENT)) return [];
  const detail = `“${ref.model}” is of the frontier tier, and calls from ${DEVELOPMENT} will not go there.`;
  return [
    {
      code: 'production_tier_in_development',
      severity: 'error',
      ruleId: rule.id,
      other: ref.model,
      values: { model: ref.model, environment: DEVELOPMENT },
      detail,
    },
  ];
}
