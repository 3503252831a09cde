import { BUILT_IN_TASK_CLASSES } from '../task-class';
import { CLASSIFIER_RULES, type ClassifierRule, type ClassifierRuleId, CONFIDENT_FROM } from './rules';
import type { UnclassifiedCall } from './unclassified-call';
import { createNameReader } from './words';

/** A rule that spoke of a call. */
export interface ClassifierReason {
  rule: ClassifierRuleId;
  taskClass: string;
  /** 0 to 1. */
  confidence: number;
}

export interface Classification {
  /** Null: unknown, for nothing spoke of the call with enough confidence. */
  taskClass: string | null;
  /** 0 to 1: of the rule that decided, or spoke first where that was not enough; 0: none spoke. */
  confidence: number;
  /** Null: none spoke. */
  rule: ClassifierRuleId | null;
  /** Every rule that spoke, the surest first. */
  reasons: ClassifierReason[];
}

/** The class of a call that declares none. Total and deterministic; pure but for memory of names. */
export type Classifier = (call: UnclassifiedCall) => Classification;

const UNSAID: Classification = { taskClass: null, confidence: 0, rule: null, reasons: [] };
const RULES: readonly (ClassifierRule & { id: ClassifierRuleId })[] = CLASSIFIER_RULES;

/** `own`: keys of the organisation's own classes that are in use. */
export function createClassifier(own: Iterable<string>): Classifier {
  const keys = new Set<string>([...BUILT_IN_TASK_CLASSES, ...own]);
  const names = createNameReader(keys);
  return (call) => {
    const reasons: ClassifierReason[] = [];
    for (const { id, confidence, classOf } of RULES) {
      const taskClass = classOf(call, names);
      if (taskClass && keys.has(taskClass))
        reasons.push({ rule: id, taskClass, confidence: confidence / 100 });
    }
    const [first] = reasons;
    if (!first) return UNSAID;
    const isSure = first.confidence * 100 >= CONFIDENT_FROM;
    const { rule, confidence } = first;
    return { taskClass: isSure ? first.taskClass : null, confidence, rule, reasons };
  };
}
