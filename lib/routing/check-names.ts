import type { CheckContext, Finding } from './finding';
import type { PolicyBody, RoutingRule } from './policy';

/** Names no one knows, and shares drawn by what calls do not carry. */
export function checkNames(body: PolicyBody, context: CheckContext): Finding[] {
  return [
    ...body.rules.flatMap((rule) => [
      ...unknown(rule, rule.when.taskClass, context.taskClasses, 'unknown_task_class', 'task class'),
      ...unknown(rule, rule.when.workflow, context.workflows, 'unknown_workflow', 'workflow'),
      ...unknown(rule, rule.when.team, context.teams, 'unknown_team', 'team'),
      ...shareOf(rule, context),
    ]),
    ...unknown(
      null,
      body.constraints.approvedModels.map(({ team }) => team),
      context.teams,
      'unknown_team',
      'team',
    ),
  ];
}

function unknown(
  rule: RoutingRule | null,
  values: string[] | undefined,
  known: ReadonlySet<string>,
  code: 'unknown_task_class' | 'unknown_workflow' | 'unknown_team',
  what: string,
): Finding[] {
  return [...new Set(values)]
    .filter((value) => !known.has(value))
    .map((value) => ({
      code,
      // A workflow may be new: the rule can be there before its first call.
      severity: code === 'unknown_workflow' ? ('warning' as const) : ('error' as const),
      ruleId: rule?.id ?? null,
      other: value,
      values: { name: value },
      detail: `There is no ${what} “${value}”.`,
    }));
}

function shareOf(rule: RoutingRule, { stickyKeys }: CheckContext): Finding[] {
  const { id, share, stickyBy = 'request', when } = rule;
  if (share === undefined || share >= 100) return [];
  const about = {
    severity: 'warning' as const,
    ruleId: id,
    other: stickyBy,
    values: { rule: id, by: stickyBy },
  };
  const name = stickyBy.replace('_', ' ');
  if (!stickyKeys.has(stickyBy)) {
    const detail = `The share of “${id}” is drawn by ${name}, which calls do not carry: it takes none of them.`;
    return [{ ...about, code: 'share_key_missing', detail }];
  }
  const fixed =
    stickyBy === 'workflow'
      ? when.workflow
      : stickyBy === 'customer_segment'
        ? when.customerSegment
        : undefined;
  if (fixed?.length !== 1) return [];
  const detail = `The share of “${id}” is drawn by ${name}, of which it matches only one: it takes all calls or none.`;
  return [{ ...about, code: 'share_key_constant', detail }];
}
