import type { RouteCatalogue } from './catalogue';
import { checkConstraints } from './check-constraints';
import { checkModels } from './check-models';
import { checkNames } from './check-names';
import { checkOrder } from './check-order';
import type { PolicyBody, StickyKey } from './policy';

export const FINDING_CODES = [
  'duplicate_rule',
  'conflict',
  'shadowed',
  'unreachable',
  'missing_catch_all',
  'unknown_model',
  'model_without_price',
  'fallback_dearer',
  'context_window_too_small',
  'unknown_task_class',
  'unknown_workflow',
  'unknown_team',
  'model_not_approved',
  'reasoning_on_simple',
  'production_tier_in_development',
  'share_key_missing',
  'share_key_constant',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** Something to see about a policy. An `error` keeps it from being submitted. */
export interface Finding {
  code: FindingCode;
  severity: 'error' | 'warning';
  /** Null: about the policy as a whole. */
  ruleId: string | null;
  /** What it is about beside the rule: another rule, a model, a name. */
  other?: string;
  /** In words, in English. */
  detail: string;
}

/** What the names of a policy are checked against. */
export interface CheckContext {
  catalogue: RouteCatalogue;
  /** Prices as they are then. */
  at: Date;
  teams: ReadonlySet<string>;
  workflows: ReadonlySet<string>;
  taskClasses: ReadonlySet<string>;
  /** Keys that the organisation's calls carry. */
  stickyKeys: ReadonlySet<StickyKey>;
}

/** Everything to see about a policy, by rule. Pure. */
export function checkPolicy(body: PolicyBody, context: CheckContext): Finding[] {
  const order = new Map(body.rules.map(({ id }, index) => [id, index]));
  const place = ({ ruleId }: Finding) => (ruleId === null ? body.rules.length : (order.get(ruleId) ?? 0));
  return [
    ...checkOrder(body),
    ...checkNames(body, context),
    ...checkModels(body, context),
    ...checkConstraints(body, context),
  ].sort((a, b) => place(a) - place(b));
}
