import { refusal } from '../../access/fields';
import type { TagRule } from '../tag-rules';
import type { Taxonomy } from './load-taxonomy';

/** The rule with this id, or `not_found` where there is none in force. */
export function ruleInForce(taxonomy: Taxonomy, id: bigint): TagRule {
  const rule = taxonomy.rules.find((candidate) => candidate.id === id);
  if (!rule) throw refusal('not_found', 'id', 'no_rule', 'This rule is not in force any more.');
  return rule;
}
