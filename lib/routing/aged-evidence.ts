import type { RouteCatalogue } from './catalogue';
import { type ModelRef, modelRefKey, type PolicyBody, type RoutingRule } from './policy';
import { ageOf, type BarEvidence, type JudgeByBar, judgeByBar, standingAt } from './quality-bar';

/** What a policy rests on and should be measured again: plain data. */
export interface AgedEvidence {
  /** Ids of the rules that rest on it, in their order. */
  rules: string[];
  /** Null: the rule is for any class, and its model was measured on none. */
  taskClass: string | null;
  /** As the policy names it. */
  model: string;
  /** `missing`: a rule asks for it by its quality bar. */
  why: 'stale' | 'missing';
  /** Calls do not go to the model until it is measured: a rule has a quality bar. */
  isHeld: boolean;
  evidenceId: string | null;
  /** ISO instant; null: never. */
  measuredAt: string | null;
  /** Whole days since. */
  days: number | null;
}

/**
 * Evidence of a policy's rules that is older than the policy allows at an instant, or that a quality bar asks for and is
 * not there; the oldest first. Of a rule with a bar all models count, of another its primary on the classes it names.
 */
export function agedEvidence(
  body: PolicyBody,
  evidence: readonly BarEvidence[],
  catalogue: Pick<RouteCatalogue, 'find'>,
  at: Date,
): AgedEvidence[] {
  const { evidenceMaxAgeDays } = body.constraints;
  const all = judgeByBar(evidence, catalogue, evidenceMaxAgeDays);
  const candidates = judgeByBar(
    evidence.filter(({ verdict }) => verdict !== 'baseline'),
    catalogue,
    evidenceMaxAgeDays,
  );
  const classes = [...new Set(evidence.map(({ taskClass }) => taskClass))];
  const found = new Map<string, AgedEvidence>();
  for (const rule of body.rules)
    for (const ref of refsOf(rule)) {
      const judge = rule.qualityBar === undefined ? candidates : all;
      for (const one of ofModel(rule, ref, judge, catalogue, classes, at)) {
        const key = `${one.taskClass}\n${one.model}\n${one.evidenceId}`;
        const known = found.get(key);
        if (!known) found.set(key, one);
        else {
          if (!known.rules.includes(rule.id)) known.rules.push(rule.id);
          known.isHeld ||= one.isHeld;
        }
      }
    }
  return [...found.values()].sort((a, b) => (b.days ?? -1) - (a.days ?? -1));
}

const refsOf = ({ primary, fallback, qualityBar }: RoutingRule): ModelRef[] =>
  qualityBar === undefined
    ? [primary]
    : [...new Map([primary, ...fallback].map((ref) => [modelRefKey(ref), ref])).values()];

function ofModel(
  rule: RoutingRule,
  ref: ModelRef,
  judge: JudgeByBar,
  catalogue: Pick<RouteCatalogue, 'find'>,
  measuredClasses: readonly string[],
  at: Date,
): AgedEvidence[] {
  const isHeld = rule.qualityBar !== undefined;
  const named = rule.when.taskClass;
  const about = { rules: [rule.id], model: ref.model, isHeld };
  const judged = (named ?? (isHeld ? measuredClasses : [])).map((taskClass) => ({
    taskClass,
    judgement: judge(taskClass, ref, catalogue.find(ref), '0'),
  }));
  const missing = { ...about, why: 'missing', evidenceId: null, measuredAt: null, days: null } as const;
  if (!named && isHeld && judged.every(({ judgement }) => judgement.evidence === null))
    return [{ ...missing, taskClass: null }];
  return judged.flatMap(({ taskClass, judgement }): AgedEvidence[] => {
    const { evidence } = judgement;
    if (!evidence) return named && isHeld ? [{ ...missing, taskClass }] : [];
    if (standingAt(judgement, at.getTime()) !== 'stale') return [];
    const measuredAt = evidence.measuredAt.toISOString();
    return [
      { ...about, taskClass, why: 'stale', evidenceId: evidence.id, measuredAt, days: ageOf(evidence, at) },
    ];
  });
}
