import { type Money, moneyOf } from '../money/money';
import { type CompiledPolicy, type CompiledRule, candidateKey } from './compile-policy';

/** Calls of one kind that one model served. */
export interface ServedCalls {
  /** '': not declared. */
  taskClass: string;
  workflow: string | null;
  team: string;
  environment: string | null;
  customerSegment: string | null;
  provider: string;
  model: string;
  calls: bigint;
  /** 10⁻¹² USD; null: none of it is priced. */
  cost: Money | null;
}

/** Calls that no rule they may fall under sends to the model that served them. */
export interface Stray extends ServedCalls {
  /** The last rule they may fall under: it takes whatever the others leave. */
  rule: string;
  /** `provider/model`, primaries of every rule they may fall under. */
  expected: string[];
}

/** Calls by whether they went where the policy says; the four counts add up to all of them. */
export interface Drift {
  followed: bigint;
  /** Served by a fallback: the model failed, or a budget or a limit of the rule asked for it. */
  onFallback: bigint;
  strayed: bigint;
  strayedCost: Money;
  /** Of those strayed, calls whose cost is not known. */
  strayedUnpriced: bigint;
  /** No rule is sure to take them, so they may go where they asked to. */
  outside: bigint;
  strays: Stray[];
}

export const NO_DRIFT: Drift = {
  ...{
    followed: 0n,
    onFallback: 0n,
    strayed: 0n,
    strayedCost: moneyOf(0n),
    strayedUnpriced: 0n,
    outside: 0n,
  },
  strays: [],
};

/**
 * Holds traffic against a policy. Rollups do not say how large a call was, when in the hour it came, or how a share was
 * drawn: a rule that asks for these may take a call or not, and all that such rules allow counts as followed. So with a
 * rule on task classes and calls that declare none: the gate may have assigned any.
 */
export function judgeDrift(policy: CompiledPolicy, served: readonly ServedCalls[]): Drift {
  const drift = { ...NO_DRIFT, strays: [] as Stray[] };
  for (const one of served) {
    const { rules, last } = rulesFor(policy, one);
    const key = candidateKey(policy.catalogue.find(one), one);
    const allows = (isPrimary: boolean) =>
      rules.some(({ candidates }) =>
        candidates.some(
          ({ ref, model, on }) => (on === null) === isPrimary && candidateKey(model, ref) === key,
        ),
      );
    if (allows(true)) drift.followed += one.calls;
    else if (allows(false)) drift.onFallback += one.calls;
    else if (!last) drift.outside += one.calls;
    else {
      drift.strayed += one.calls;
      if (one.cost === null) drift.strayedUnpriced += one.calls;
      else drift.strayedCost = moneyOf(drift.strayedCost + one.cost);
      drift.strays.push({ ...one, rule: last.rule.id, expected: primariesOf(rules) });
    }
  }
  return drift;
}

/** The rules that may take such calls, in order, and the one that is sure to (null: none is). */
function rulesFor(
  policy: CompiledPolicy,
  served: ServedCalls,
): { rules: CompiledRule[]; last: CompiledRule | null } {
  const rules: CompiledRule[] = [];
  for (const rule of policy.rules) {
    let mayDiffer = false;
    const matches = rule.lists.every(({ of, values, mismatch }) => {
      const value = of(callOf(served));
      const isAssigned = mismatch === 'task_class' && value === '';
      mayDiffer ||= isAssigned;
      return isAssigned || (value !== null && values.has(value));
    });
    if (!matches) continue;
    rules.push(rule);
    if (isSure(rule) && !mayDiffer) return { rules, last: rule };
  }
  return { rules, last: null };
}

/** A quality bar that the evidence of the time did not meet left a call where it asked to go. */
const isSure = ({ rule, week, inputFrom, inputBelow }: CompiledRule): boolean =>
  week === null &&
  rule.qualityBar === undefined &&
  inputFrom === 0 &&
  inputBelow === Number.POSITIVE_INFINITY &&
  (rule.share === undefined || rule.share >= 100);

/** The lists of a condition read nothing else of a call. */
const callOf = (served: ServedCalls) => ({
  ...served,
  ...{ inputTokens: 0, maxOutputTokens: null, user: null, requestId: '', time: new Date(0) },
});

const primariesOf = (rules: readonly CompiledRule[]): string[] => [
  ...new Set(
    rules.flatMap(({ candidates: [primary] }) =>
      primary
        ? [
            `${primary.ref.provider ? `${primary.ref.provider}/` : ''}${primary.model?.model ?? primary.ref.model}`,
          ]
        : [],
    ),
  ),
];

/** Both together. */
export function addDrift(a: Drift, b: Drift): Drift {
  return {
    followed: a.followed + b.followed,
    onFallback: a.onFallback + b.onFallback,
    strayed: a.strayed + b.strayed,
    strayedCost: moneyOf(a.strayedCost + b.strayedCost),
    strayedUnpriced: a.strayedUnpriced + b.strayedUnpriced,
    outside: a.outside + b.outside,
    strays: [...a.strays, ...b.strays],
  };
}
