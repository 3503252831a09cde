import { z } from 'zod';
import { idText } from '../../access/fields';
import { question } from '../../access/server/verb';
import { newTagRule } from '../tag-input';
import { attributionChanges, reportedAs } from './attribution-changes';
import { loadTaxonomy, type Taxonomy } from './load-taxonomy';
import { ruleInForce } from './rule-in-force';
import { impactOf } from './tag-impact';
import { checkTagRule } from './tag-rule-checks';

const NEWEST = 2n ** 63n - 1n;

/** What making a rule, or retiring one, would move: combinations, requests and spend, from value to value. */
export const previewTagRule = question({
  name: 'previewTagRule',
  permission: 'taxonomy.edit',
  input: z.union([z.object({ rule: newTagRule }), z.object({ retire: idText })]),
  run: async ({ db, input }) => {
    const taxonomy = await loadTaxonomy(db);
    if ('rule' in input) {
      await checkTagRule(db, taxonomy, input.rule);
      const rules = [...taxonomy.rules, { ...input.rule, id: NEWEST }];
      return changed(db, { ...taxonomy, rules }, input.rule);
    }
    const rule = ruleInForce(taxonomy, input.retire);
    return changed(db, { ...taxonomy, rules: taxonomy.rules.filter((other) => other !== rule) }, rule);
  },
});

async function changed(
  db: Parameters<typeof impactOf>[0],
  taxonomy: Taxonomy,
  rule: { tag: string; fromValue: string | null },
) {
  return impactOf(db, rule.tag, await attributionChanges(db, taxonomy, reportedAs(rule.tag, rule.fromValue)));
}
