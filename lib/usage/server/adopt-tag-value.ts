import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { tagValues } from '@/db/schema';
import { displayName, refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { tagKey, tagValue } from '../tag-input';
import { notifyTaxonomy } from './load-taxonomy';
import { findTag } from './tag-rule-checks';

/** Confirms a value seen in traffic and gives it a label. Teams are adopted with `adoptTeam`. */
export const adoptTagValue = verb({
  name: 'adoptTagValue',
  permission: 'taxonomy.edit',
  input: z.object({ tag: tagKey, value: tagValue, label: displayName.nullable().default(null) }),
  run: async ({ tx, input, audit }) => {
    if (input.tag === 'team')
      throw refusal('invalid', 'tag', 'team', 'A team is adopted with a name and a department.');
    await findTag(tx, input.tag);
    const here = and(eq(tagValues.tag, input.tag), eq(tagValues.value, input.value));
    const [before] = await tx.select().from(tagValues).where(here).for('update');
    if (!before) throw refusal('not_found', 'value', 'not_seen', 'No usage carries this value.');
    if (before.state === 'adopted')
      throw refusal('conflict', 'value', 'already_adopted', 'This value is adopted already.');
    await tx.update(tagValues).set({ state: 'adopted', label: input.label }).where(here);
    await notifyTaxonomy(tx);
    await audit({
      action: 'tag_value.adopt',
      subject: { kind: 'tag_value', id: `${input.tag}:${input.value}` },
      before: { state: before.state, label: before.label },
      after: { state: 'adopted', label: input.label },
    });
  },
});
