import { type Candidate, type CompiledPolicy, type CompiledRule, candidateKey } from './compile-policy';
import { judgementOf, passedOver, refusedByBar, refusedByKind, refusedBySize } from './fit';
import type { ModelRef } from './policy';
import type { BarJudgement } from './quality-bar';
import type { Mismatch, RouteCall, RouteReason, RouteResult, RouteStep } from './route-call-types';
import { drawn } from './share';

export { type CompiledPolicy, compilePolicy } from './compile-policy';
export type { RouteCall, RouteReason, RouteResult, RouteStep } from './route-call-types';

/** A rule for calls of one kind, with those of its models that such calls may have. */
interface KindRule {
  compiled: CompiledRule;
  candidates: { candidate: Candidate; judgement: BarJudgement | null }[];
  reasons: RouteReason[];
}

/** Kinds remembered of one policy: beyond it they are forgotten and found again. */
const MOST_KINDS = 5_000;

/**
 * Where a call goes: the first rule that matches decides, and of its models the first that may answer the call. A rule
 * none of whose models may answer leaves the call where it asked to go, and says so. Pure but for memory of kinds.
 */
export function routeCall(policy: CompiledPolicy, call: RouteCall): RouteResult {
  for (const kind of rulesFor(policy, call)) {
    if (mismatchOfSize(policy, kind.compiled, call) === null) return answer(policy, kind, call);
  }
  return asAsked(call, null, []);
}

/** The same with every rule looked at, up to the one that took the call. */
export function explainRoute(
  policy: CompiledPolicy,
  call: RouteCall,
): { result: RouteResult; steps: RouteStep[] } {
  const steps: RouteStep[] = [];
  for (const compiled of policy.rules) {
    const mismatch = mismatchOfKind(compiled, call) ?? mismatchOfSize(policy, compiled, call);
    steps.push({ rule: compiled.rule.id, mismatch });
    if (mismatch === null) break;
  }
  return { result: routeCall(policy, call), steps };
}

function rulesFor(policy: CompiledPolicy, call: RouteCall): KindRule[] {
  const key = `${call.taskClass}\n${call.workflow ?? '\r'}\n${call.team}\n${call.environment ?? '\r'}\n${call.customerSegment ?? '\r'}`;
  const known = policy.memory.get(key) as KindRule[] | undefined;
  if (known) return known;
  const rules = policy.rules
    .filter((compiled) => mismatchOfKind(compiled, call) === null)
    .map((compiled): KindRule => {
      const refused = compiled.candidates.map((one) => refusedByKind(policy, one, call));
      return {
        compiled,
        candidates: compiled.candidates
          .filter((_, index) => refused[index] === null)
          .map((candidate) => ({ candidate, judgement: judgementOf(policy, compiled, candidate, call) })),
        reasons: compiled.candidates.flatMap((one, index) => {
          const code = refused[index];
          return code ? [passedOver(one, code)] : [];
        }),
      };
    });
  if (policy.memory.size >= MOST_KINDS) policy.memory.clear();
  policy.memory.set(key, rules);
  return rules;
}

function mismatchOfKind({ lists }: CompiledRule, call: RouteCall): Mismatch | null {
  for (const { of, values, mismatch } of lists) {
    const value = of(call);
    if (value === null || !values.has(value)) return mismatch;
  }
  return null;
}

function mismatchOfSize(policy: CompiledPolicy, compiled: CompiledRule, call: RouteCall): Mismatch | null {
  if (call.inputTokens < compiled.inputFrom || call.inputTokens >= compiled.inputBelow) return 'input_tokens';
  if (compiled.week) {
    const minute = policy.weekMinute(call.time);
    if (!compiled.week.some(([from, to]) => minute >= from && minute < to)) return 'hours';
  }
  const share = drawn(compiled.rule, call);
  return share === 'taken' ? null : share;
}

function answer(
  policy: CompiledPolicy,
  { compiled, candidates, reasons: ofKind }: KindRule,
  call: RouteCall,
) {
  const reasons: RouteReason[] = [...ofKind];
  const fitting: Candidate[] = [];
  for (const { candidate, judgement } of candidates) {
    const code = refusedByBar(policy, judgement, call) ?? refusedBySize(policy, compiled, candidate, call);
    if (code === null) fitting.push(candidate);
    else reasons.push(passedOver(candidate, code));
  }
  const { id } = compiled.rule;
  const [first, ...others] = fitting;
  if (!first) {
    const detail = `None of the models of the rule “${id}” may answer this call; ${call.model} is kept.`;
    const values = { rule: id, asked: call.model };
    return asAsked(call, id, [{ code: 'no_model_fits', values, detail }, ...reasons]);
  }
  const asked = { provider: call.provider, model: call.model };
  const moved = candidateKey(first.model, first.ref) !== candidateKey(policy.catalogue.find(asked), asked);
  const detail = moved
    ? `The rule “${id}” answers with ${first.ref.model} in place of ${call.model}.`
    : `The rule “${id}” answers with ${first.ref.model}.`;
  const values = { rule: id, model: first.ref.model, asked: call.model, moved: moved ? 'yes' : 'no' };
  return {
    rule: id,
    primary: first.ref,
    fallback: refsOf(others, ['error', 'timeout']),
    onBudget: refsOf(others, ['budget']),
    moved,
    reasons: [{ code: 'routed_by_policy', values, detail } satisfies RouteReason, ...reasons],
  };
}

const refsOf = (candidates: readonly Candidate[], on: NonNullable<Candidate['on']>): ModelRef[] =>
  candidates.filter((one) => one.on?.some((reason) => on.includes(reason))).map(({ ref }) => ref);

const asAsked = (call: RouteCall, rule: string | null, reasons: RouteReason[]): RouteResult => ({
  rule,
  primary: { provider: call.provider, model: call.model },
  fallback: [],
  onBudget: [],
  moved: false,
  reasons,
});
