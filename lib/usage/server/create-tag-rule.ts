import { tagRules, tagValues } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { newTagRule } from '../tag-input';
import { applyAttributionChanges, attributionChanges, reportedAs } from './attribution-changes';
import { loadTaxonomy, lockTaxonomy, notifyTaxonomy } from './load-taxonomy';
import { recountAttributions } from './recount-attributions';
import { impactOf } from './tag-impact';
import { checkTagRule } from './tag-rule-checks';

/** Maps an old or missing value to another, for usage already here and usage to come. Returns what it moved. */
export const createTagRule = verb({
  name: 'createTagRule',
  permission: 'taxonomy.edit',
  input: newTagRule,
  run: async ({ tx, ctx, input, audit }) => {
    await lockTaxonomy(tx);
    const taxonomy = await loadTaxonomy(tx);
    await checkTagRule(tx, taxonomy, input);
    const [rule] = await tx
      .insert(tagRules)
      .values({ ...input, createdBy: ctx.actor.name, createdAt: ctx.now })
      .returning();
    if (!rule) throw new Error('The rule was not stored.');
    if (input.tag !== 'team')
      await tx
        .insert(tagValues)
        .values({ tag: input.tag, value: input.toValue, state: 'adopted', firstSeenAt: ctx.now })
        .onConflictDoUpdate({ target: [tagValues.tag, tagValues.value], set: { state: 'adopted' } });
    const rules = [...taxonomy.rules, rule];
    const changes = await attributionChanges(
      tx,
      { ...taxonomy, rules },
      reportedAs(input.tag, input.fromValue),
    );
    const impact = await impactOf(tx, input.tag, changes);
    await applyAttributionChanges(tx, changes);
    await recountAttributions(tx, ctx.now, changes);
    await notifyTaxonomy(tx);
    const { moves: _, ...moved } = impact;
    await audit({
      action: 'tag_rule.create',
      subject: { kind: 'tag_rule', id: rule.id.toString() },
      after: { ...input, moved },
    });
    return { ruleId: rule.id.toString(), impact };
  },
});
