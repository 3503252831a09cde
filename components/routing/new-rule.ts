import type { RoutingRule } from '@/lib/routing/policy';

/** A rule for any call to fill in, or a copy of `from`; its name is free in the list. */
export function newRule(rules: readonly RoutingRule[], from?: RoutingRule): RoutingRule {
  const taken = new Set(rules.map(({ id }) => id));
  const stem = from ? `${from.id.slice(0, 58)}-` : 'rule-';
  let number = from ? 2 : rules.length + 1;
  while (taken.has(`${stem}${number}`)) number += 1;
  const id = `${stem}${number}`;
  if (from) return { ...structuredClone(from), id };
  const last = rules.at(-1)?.primary;
  return { id, when: {}, primary: last ?? { provider: null, model: 'gpt-5-mini' }, fallback: [] };
}
