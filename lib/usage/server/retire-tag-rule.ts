import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { tagRules } from '@/db/schema';
import { idText } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { applyAttributionChanges, attributionChanges, reportedAs } from './attribution-changes';
import { loadTaxonomy, lockTaxonomy, notifyTaxonomy } from './load-taxonomy';
import { recountAttributions } from './recount-attributions';
import { ruleInForce } from './rule-in-force';
import { impactOf } from './tag-impact';

/** Ends a rule: what it moved counts again as the remaining rules say. Returns what that moved back. */
export const retireTagRule = verb({
  name: 'retireTagRule',
  permission: 'taxonomy.edit',
  input: z.object({ ruleId: idText }),
  run: async ({ tx, ctx, input, audit }) => {
    await lockTaxonomy(tx);
    const taxonomy = await loadTaxonomy(tx);
    const rule = ruleInForce(taxonomy, input.ruleId);
    await tx.update(tagRules).set({ retiredAt: ctx.now }).where(eq(tagRules.id, rule.id));
    const rules = taxonomy.rules.filter((other) => other !== rule);
    const changes = await attributionChanges(
      tx,
      { ...taxonomy, rules },
      reportedAs(rule.tag, rule.fromValue),
    );
    const impact = await impactOf(tx, rule.tag, changes);
    await applyAttributionChanges(tx, changes);
    await recountAttributions(tx, ctx.now, changes);
    await notifyTaxonomy(tx);
    const { id, ...before } = rule;
    await audit({
      action: 'tag_rule.retire',
      subject: { kind: 'tag_rule', id: id.toString() },
      before,
      after: { combinations: impact.combinations, effectiveCost: impact.effectiveCost },
    });
    return { impact };
  },
});
