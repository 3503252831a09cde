import type { RouteReason } from '../route-call-types';
import type { Classification } from './classify';
import { CLASSIFIER_RULES, type ClassifierRuleId } from './rules';

const SENTENCES = new Map<ClassifierRuleId, string>(
  CLASSIFIER_RULES.map(({ id, sentence }) => [id, sentence]),
);

/** Why a call that declares no class is routed as one of this class; null: its class is unknown. */
export function assignedReason({ taskClass, rule, confidence }: Classification): RouteReason | null {
  if (taskClass === null || rule === null) return null;
  const values = { taskClass, rule, confidence: confidence.toFixed(2) };
  const detail = `No task_class was sent; ${taskClass} is assumed (${rule}, confidence ${values.confidence}): ${SENTENCES.get(rule)}`;
  return { code: 'task_class_assigned', values, detail };
}
