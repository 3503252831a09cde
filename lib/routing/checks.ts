import { checkConstraints } from './check-constraints';
import { checkModels } from './check-models';
import { checkNames } from './check-names';
import { checkOrder } from './check-order';
import { checkQuality } from './check-quality';
import type { CheckContext, Finding } from './finding';
import type { PolicyBody } from './policy';

export type { CheckContext, Finding, FindingCode } from './finding';

/** Everything to see about a policy, by rule. Pure. */
export function checkPolicy(body: PolicyBody, context: CheckContext): Finding[] {
  const order = new Map(body.rules.map(({ id }, index) => [id, index]));
  const place = ({ ruleId }: Finding) => (ruleId === null ? body.rules.length : (order.get(ruleId) ?? 0));
  return [
    ...checkOrder(body),
    ...checkNames(body, context),
    ...checkModels(body, context),
    ...checkConstraints(body, context),
    ...checkQuality(body, context),
  ].sort((a, b) => place(a) - place(b));
}
