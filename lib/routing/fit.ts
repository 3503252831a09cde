import { ASSUMED_MAX_OUTPUT } from '../budgets/estimate';
import { type Candidate, type CompiledPolicy, type CompiledRule, candidateKey } from './compile-policy';
import { type BarJudgement, standingAt } from './quality-bar';
import type { PassedOver, RouteCall, RouteReason } from './route-call-types';

export const DEVELOPMENT = 'development';

/** Why a model may not answer calls of this team, class and environment; null: it may. */
export function refusedByKind(
  policy: CompiledPolicy,
  { model, ref }: Candidate,
  call: Pick<RouteCall, 'team' | 'taskClass' | 'environment'>,
): PassedOver | null {
  const approved = policy.approved.get(call.team);
  if (approved && !approved.has(candidateKey(model, ref))) return 'model_not_approved';
  if (
    policy.noReasoningOnSimple &&
    model?.isReasoning &&
    policy.catalogue.simpleTaskClasses.has(call.taskClass)
  )
    return 'reasoning_on_simple';
  if (policy.noProductionTierInDevelopment && model?.tier === 'frontier' && call.environment === DEVELOPMENT)
    return 'production_tier_in_development';
  return null;
}

/** Why a model may not answer this one call, by its size, needs and cost; null: it may. */
export function refusedBySize(
  policy: CompiledPolicy,
  { maximumCost }: CompiledRule,
  { model, tools, regions }: Candidate,
  call: RouteCall,
): PassedOver | null {
  if (!tools && call.needsTools) return 'no_tools';
  if (regions && call.region && !regions.has(call.region)) return 'wrong_region';
  if (!model) return null;
  const size = call.inputTokens + (call.maxOutputTokens ?? ASSUMED_MAX_OUTPUT);
  if (model.contextWindow !== null && size > model.contextWindow) return 'context_window';
  if (maximumCost === null) return null;
  const estimated = policy.catalogue.estimate(model, call, call.time);
  return estimated !== null && estimated > maximumCost ? 'above_maximum_cost' : null;
}

/** How a model stands to the bar of a rule on the class of a call; null: the rule has none. */
export const judgementOf = (
  policy: CompiledPolicy,
  { rule }: CompiledRule,
  { ref, model }: Pick<Candidate, 'ref' | 'model'>,
  call: Pick<RouteCall, 'taskClass'>,
): BarJudgement | null =>
  rule.qualityBar === undefined ? null : policy.judgeByBar(call.taskClass, ref, model, rule.qualityBar);

/** Why a model may not answer by the quality bar; null: it meets it, or there is none. */
export function refusedByBar(
  policy: CompiledPolicy,
  judgement: BarJudgement | null,
  call: Pick<RouteCall, 'time'>,
): PassedOver | null {
  if (judgement === null) return null;
  const standing = standingAt(judgement, policy.evidenceAt ?? call.time.getTime());
  if (standing === 'met') return null;
  return standing === 'below' ? 'below_quality_bar' : 'no_evidence_for_bar';
}

const WHY: Record<PassedOver, string> = {
  model_not_approved: 'it is not on the list of models approved for the team',
  reasoning_on_simple: 'models that reason are not used for simple tasks',
  production_tier_in_development: 'models of the frontier tier are not used in development',
  context_window: 'the call does not fit into its context window',
  no_tools: 'it cannot use tools, which the call needs',
  wrong_region: 'it is not served in the region of the call',
  above_maximum_cost: 'the call may cost more with it than the rule allows',
  below_quality_bar: 'on the task class of the call it does not reach the quality bar of the rule',
  no_evidence_for_bar:
    'no current evidence proves that it reaches the quality bar of the rule on the task class of the call',
};

export const passedOver = ({ ref }: Pick<Candidate, 'ref'>, why: PassedOver): RouteReason => ({
  code: why,
  values: { model: ref.model },
  detail: `${ref.model} is passed over: ${WHY[why]}.`,
});
