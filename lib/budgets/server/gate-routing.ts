import type { RouteCatalogue } from '../../routing/catalogue';
import { assignedReason } from '../../routing/classify/assigned';
import { createClassifier } from '../../routing/classify/classify';
import { type SaidInTags, saidInTags, type UnclassifiedCall } from '../../routing/classify/unclassified-call';
import { judgementOf, refusedByBar, refusedByKind } from '../../routing/fit';
import type { ModelRef } from '../../routing/policy';
import {
  type CompiledPolicy,
  compilePolicy,
  type RouteCall,
  type RouteResult,
  routeCall,
} from '../../routing/route-call';
import type { PublishedRouting } from '../../routing/server/published-policies';
import type { BudgetSubject } from '../applies';
import type { GateRequest } from '../gate-request';

/** What the policy in force says of a call. */
export interface RoutedRequest {
  policy: { id: string; version: number; rule: string };
  result: RouteResult;
  /** Whether the policy lets the call have a model. */
  mayHave: (model: ModelRef) => boolean;
}

/** The policies in force; null: none of them routes the call. */
export type GateRouting = (request: GateRequest, subject: BudgetSubject, at: Date) => RoutedRequest | null;

interface Compiled {
  id: string;
  version: number;
  policy: CompiledPolicy;
  /** A rule has a share of the users. */
  drawsByUser: boolean;
}

/** Makes the policies of one configuration ready. A team's own policy decides alone for its calls. */
export function compileRouting(
  routing: PublishedRouting,
  catalogue: RouteCatalogue,
  /** Users are drawn by their pseudonym, which is all that the ledger, and so the replay, has of them. */
  pseudonym: (user: string) => string,
): GateRouting {
  const byTeam = new Map<bigint | null, Compiled>(
    routing.policies.map(({ id, version, teamId, body, evidence }) => [
      teamId,
      {
        ...{ id, version, policy: compilePolicy(body, catalogue, { evidence }) },
        drawsByUser: body.rules.some(({ share, stickyBy }) => share !== undefined && stickyBy === 'user'),
      },
    ]),
  );
  if (byTeam.size === 0) return () => null;
  const classify = createClassifier(routing.classes.own);
  return (request, subject, at) => {
    const found = byTeam.get(subject.teamId) ?? byTeam.get(null);
    if (!found) return null;
    const user = found.drawsByUser && request.user !== null ? pseudonym(request.user) : null;
    const call = routeCallOf(request, subject, user, routing.teamKeys, at);
    const assigned = call.taskClass === '' ? classify(unclassified(request, call, routing)) : null;
    if (assigned?.taskClass) call.taskClass = assigned.taskClass;
    const result = routeCall(found.policy, call);
    if (result.rule === null) return null;
    const reason = assigned && assignedReason(assigned);
    return {
      policy: { id: found.id, version: found.version, rule: result.rule },
      result: reason ? { ...result, reasons: [...result.reasons, reason] } : result,
      mayHave: (ref) => mayHave(found.policy, catalogue, result.rule, ref, call),
    };
  };
}

/** Whether the policy lets a call of one of its rules have a model that the rule does not name. */
function mayHave(
  policy: CompiledPolicy,
  catalogue: RouteCatalogue,
  ruleId: string | null,
  ref: ModelRef,
  call: RouteCall,
): boolean {
  const candidate = { ref, model: catalogue.find(ref), on: null, tools: true, regions: null };
  const compiled = policy.rules.find(({ rule }) => rule.id === ruleId);
  const judgement = compiled ? judgementOf(policy, compiled, candidate, call) : null;
  return refusedByKind(policy, candidate, call) === null && refusedByBar(policy, judgement, call) === null;
}

/** Calls with the same tags share them, so what these say is read once. */
const saidBy = new WeakMap<GateRequest['tags'], SaidInTags>();

/** What the classifier is told of a call before it is made. */
function unclassified(
  { tags, cacheReadTokens, needsTools }: GateRequest,
  { workflow, inputTokens, maxOutputTokens }: RouteCall,
  { classes }: PublishedRouting,
): UnclassifiedCall {
  const said = saidBy.get(tags) ?? saidInTags(tags.values);
  saidBy.set(tags, said);
  return {
    workflow,
    workflowDefault: workflow === null ? null : (classes.defaults.get(workflow)?.taskClass ?? null),
    feature: said.feature,
    promptTemplate: said.promptTemplate,
    outputFormat: said.outputFormat,
    inputTokens,
    cachedTokens: cacheReadTokens,
    maxOutputTokens,
    needsTools,
    after: null,
  };
}

/** Team and workflow as they count after tag rules, the other tags as reported. */
function routeCallOf(
  request: GateRequest,
  subject: BudgetSubject,
  user: string | null,
  teamKeys: ReadonlyMap<bigint, string>,
  time: Date,
): RouteCall {
  const { values } = request.tags;
  const { cacheReadTokens, cacheWrite5mTokens, cacheWrite1hTokens } = request;
  return {
    taskClass: request.taskClass,
    workflow: subject.workflow,
    team: teamKeys.get(subject.teamId) ?? values.team ?? '',
    environment: values.environment ?? null,
    customerSegment: values.customer_segment ?? null,
    inputTokens: request.inputTokens + cacheReadTokens + cacheWrite5mTokens + cacheWrite1hTokens,
    cacheReadTokens,
    cacheWrite5mTokens,
    cacheWrite1hTokens,
    serviceTier: request.serviceTier,
    maxOutputTokens: request.maxOutputTokens,
    model: request.model,
    provider: request.provider,
    user,
    requestId: request.id,
    time,
    needsTools: request.needsTools,
    region: values.region ?? null,
  };
}
