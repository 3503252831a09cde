import type { CheckContext, Finding } from './finding';
import { type ModelRef, modelRefKey, type PolicyBody, type RoutingRule } from './policy';
import { ageOf, type BarJudgement, judgeByBar, standingAt } from './quality-bar';

/**
 * Models of a rule that do not meet its quality bar on a task class it names: an error where current evidence
 * contradicts the bar, a warning where nothing current proves it. A rule for any class is named only where its model
 * meets the bar on none: calls of the other classes are given its next one.
 */
export function checkQuality(body: PolicyBody, context: CheckContext): Finding[] {
  const { catalogue, evidence, at } = context;
  const judge = judgeByBar(evidence, catalogue, body.constraints.evidenceMaxAgeDays);
  return body.rules.flatMap((rule) => {
    const bar = rule.qualityBar;
    if (bar === undefined) return [];
    const refs = [
      ...new Map([rule.primary, ...rule.fallback].map((ref) => [modelRefKey(ref), ref])).values(),
    ];
    return refs.flatMap((ref) => {
      const judged = (taskClass: string) => judge(taskClass, ref, catalogue.find(ref), bar);
      const named = rule.when.taskClass;
      if (named) return [...new Set(named)].flatMap((one) => findingOf(rule, bar, ref, one, judged(one), at));
      const meets = [...context.taskClasses].some((one) => standingAt(judged(one), at.getTime()) === 'met');
      return meets ? [] : [unproven(rule, bar, ref, 'any', null)];
    });
  });
}

function findingOf(
  rule: RoutingRule,
  bar: string,
  ref: ModelRef,
  taskClass: string,
  judgement: BarJudgement,
  at: Date,
): Finding[] {
  const standing = standingAt(judgement, at.getTime());
  const { evidence } = judgement;
  if (standing === 'met') return [];
  if (standing !== 'below' || !evidence)
    return [
      unproven(
        rule,
        bar,
        ref,
        standing === 'below' ? 'missing' : standing,
        taskClass,
        evidence ? ageOf(evidence, at) : 0,
      ),
    ];
  const { score } = evidence;
  const isWorse = evidence.verdict === 'worse';
  const detail = `“${ref.model}” scores ${score} on ${taskClass}${isWorse ? ' and is worse than what it was held against' : ''}; “${rule.id}” asks for ${bar}.`;
  return [
    {
      code: 'below_quality_bar',
      severity: 'error',
      ruleId: rule.id,
      other: ref.model,
      values: { model: ref.model, taskClass, score, bar, worse: isWorse ? 'yes' : 'no' },
      detail,
    },
  ];
}

type Why = 'missing' | 'stale' | 'not_proven' | 'any';

const WHY: Record<Why, string> = {
  missing: 'it was not measured',
  stale: 'its evidence is too old',
  not_proven: 'its evidence leaves it open',
  any: 'on no task class is it proven now',
};

function unproven(
  rule: RoutingRule,
  bar: string,
  ref: ModelRef,
  why: Why,
  taskClass: string | null,
  days = 0,
): Finding {
  const where = taskClass === null ? '' : ` on ${taskClass}`;
  return {
    code: 'no_evidence_for_bar',
    severity: 'warning',
    ruleId: rule.id,
    other: ref.model,
    values: { model: ref.model, taskClass: taskClass ?? '', bar, why, days },
    detail: `No current evidence proves that “${ref.model}” reaches ${bar}${where}, as “${rule.id}” asks: ${WHY[why]}. Calls do not go there until it does.`,
  };
}
