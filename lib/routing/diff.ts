import type { PolicyBody, PolicyConstraints, RoutingRule } from './policy';

/** One rule in both policies, side by side. Positions count from 1; null: not there. */
export interface RuleDiff {
  id: string;
  /** `moved`: the same rule at another place among those in both. */
  kind: 'added' | 'removed' | 'changed' | 'moved' | 'same';
  before: RoutingRule | null;
  after: RoutingRule | null;
  from: number | null;
  to: number | null;
  /** Parts of the rule that differ, such as `when` or `share`. */
  fields: (keyof RoutingRule)[];
}

export interface PolicyDiff {
  /** In the order of the later policy; those removed where they were. */
  rules: RuleDiff[];
  constraints: (keyof PolicyConstraints)[];
}

/** Text that is the same for the same value, whatever the order of its fields. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

function differing<T extends object>(before: T, after: T): (keyof T)[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof T)[];
  return keys.filter((key) => canonical(before[key]) !== canonical(after[key]));
}

export const isSamePolicy = (a: PolicyBody, b: PolicyBody): boolean => canonical(a) === canonical(b);

/** What a policy became. */
export function diffPolicies(before: PolicyBody, after: PolicyBody): PolicyDiff {
  const places = (body: PolicyBody) => new Map(body.rules.map((rule, index) => [rule.id, { rule, index }]));
  const was = places(before);
  const is = places(after);
  const kept = (body: PolicyBody) => body.rules.map(({ id }) => id).filter((id) => was.has(id) && is.has(id));
  const rankBefore = new Map(kept(before).map((id, rank) => [id, rank]));
  const rankAfter = new Map(kept(after).map((id, rank) => [id, rank]));

  const rules = after.rules.map((rule, index): RuleDiff => {
    const old = was.get(rule.id);
    const fields = old ? differing(old.rule, rule) : [];
    const moved = rankBefore.get(rule.id) !== rankAfter.get(rule.id);
    const kind = !old ? 'added' : fields.length > 0 ? 'changed' : moved ? 'moved' : 'same';
    const from = old ? old.index + 1 : null;
    return { id: rule.id, kind, before: old?.rule ?? null, after: rule, from, to: index + 1, fields };
  });
  for (const [id, { rule, index }] of was) {
    if (is.has(id)) continue;
    const removed: RuleDiff = {
      id,
      kind: 'removed',
      before: rule,
      after: null,
      from: index + 1,
      to: null,
      fields: [],
    };
    const next = rules.findIndex(({ from }) => from !== null && from > index + 1);
    rules.splice(next < 0 ? rules.length : next, 0, removed);
  }
  return { rules, constraints: differing(before.constraints, after.constraints) };
}
