import { type Money, parseMoney } from '../money/money';
import type { RoutableModel, RouteCatalogue } from './catalogue';
import { CONDITION_LISTS, type Fallback, modelRefKey, type PolicyBody, type RoutingRule } from './policy';
import { type BarEvidence, type JudgeByBar, judgeByBar } from './quality-bar';
import type { Mismatch, RouteCall } from './route-call-types';
import { type Ranges, weekMinutes, weekRanges } from './week-minute';

/** A model of a rule, looked up. */
export interface Candidate {
  /** As the policy names it, with its provider where that is known. */
  ref: { provider: string | null; model: string };
  /** Null: not in the catalogue; then nothing of it is checked. */
  model: RoutableModel | null;
  /** Null: the primary. */
  on: Fallback['on'] | null;
  /** False: calls that need tools do not go there. */
  tools: boolean;
  /** Null: every region. */
  regions: ReadonlySet<string> | null;
}

export interface CompiledRule {
  rule: RoutingRule;
  lists: { of: (call: RouteCall) => string | null; values: ReadonlySet<string>; mismatch: Mismatch }[];
  inputFrom: number;
  inputBelow: number;
  /** Minutes of the week; null: always. */
  week: Ranges | null;
  maximumCost: Money | null;
  /** The primary, then the fallbacks. */
  candidates: Candidate[];
}

/** A policy made ready to decide calls; see `routeCall`. */
export interface CompiledPolicy {
  rules: readonly CompiledRule[];
  catalogue: RouteCatalogue;
  weekMinute: (at: Date) => number;
  /** Keys of the models a team is served; a team not in it is served any. */
  approved: ReadonlyMap<string, ReadonlySet<string>>;
  noReasoningOnSimple: boolean;
  noProductionTierInDevelopment: boolean;
  judgeByBar: JudgeByBar;
  /** The instant at which evidence counts, milliseconds; null: that of the call. */
  evidenceAt: number | null;
  /** Rules that may take calls of one kind; filled by `routeCall`. */
  memory: Map<string, unknown>;
}

const LISTS: Record<(typeof CONDITION_LISTS)[number], [(call: RouteCall) => string | null, Mismatch]> = {
  taskClass: [(call) => call.taskClass, 'task_class'],
  workflow: [(call) => call.workflow, 'workflow'],
  team: [(call) => call.team, 'team'],
  environment: [(call) => call.environment, 'environment'],
  customerSegment: [(call) => call.customerSegment, 'customer_segment'],
};

/** One key for one model, whatever name it is written by. */
export const candidateKey = (model: RoutableModel | null, ref: { provider: string | null; model: string }) =>
  model ? `#${model.modelId}` : modelRefKey(ref);

/** What the quality bars of a policy are held against. */
export interface Proofs {
  /** The newest of each model and class will do. */
  evidence: readonly BarEvidence[];
  /** The instant at which it counts. Absent: that of each call. */
  at?: Date;
}

/** Throws where the body is not a sound one: parse it first (`policy-input.ts`). */
export function compilePolicy(
  body: PolicyBody,
  catalogue: RouteCatalogue,
  proofs: Proofs = { evidence: [] },
): CompiledPolicy {
  const keyOf = (ref: { provider: string | null; model: string }) => candidateKey(catalogue.find(ref), ref);
  const support = new Map(
    (body.constraints.modelSupport ?? []).map((one) => [keyOf(one.model), one] as const),
  );
  const candidateOf = (
    { provider, model }: { provider: string | null; model: string },
    on: Candidate['on'],
  ): Candidate => {
    const found = catalogue.find({ provider, model });
    const known = support.get(candidateKey(found, { provider, model }));
    return {
      ref: { provider: provider ?? found?.provider ?? null, model },
      model: found,
      on,
      tools: known?.tools ?? true,
      regions: known?.regions ? new Set(known.regions) : null,
    };
  };
  return {
    rules: body.rules.map(
      (rule): CompiledRule => ({
        rule,
        lists: CONDITION_LISTS.flatMap((list) => {
          const values = rule.when[list];
          const [of, mismatch] = LISTS[list];
          return values ? [{ of, values: new Set(values), mismatch }] : [];
        }),
        inputFrom: rule.when.inputTokens?.from ?? 0,
        inputBelow: rule.when.inputTokens?.below ?? Number.POSITIVE_INFINITY,
        week: rule.when.hours ? weekRanges(rule.when.hours) : null,
        maximumCost: rule.maximumCost === undefined ? null : parseMoney(rule.maximumCost),
        candidates: [
          candidateOf(rule.primary, null),
          ...rule.fallback.map((one) => candidateOf(one, one.on)),
        ],
      }),
    ),
    catalogue,
    weekMinute: weekMinutes(catalogue.timeZone),
    approved: new Map(
      body.constraints.approvedModels.map(({ team, models }) => [team, new Set(models.map(keyOf))]),
    ),
    noReasoningOnSimple: body.constraints.noReasoningOnSimple,
    noProductionTierInDevelopment: body.constraints.noProductionTierInDevelopment,
    judgeByBar: judgeByBar(proofs.evidence, catalogue, body.constraints.evidenceMaxAgeDays),
    evidenceAt: proofs.at?.getTime() ?? null,
    memory: new Map(),
  };
}
