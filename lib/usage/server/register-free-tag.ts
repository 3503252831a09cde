import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { tags, tagValues } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { tagKey } from '../tag-input';
import { applyAttributionChanges, attributionChanges } from './attribution-changes';
import { loadTaxonomy, lockTaxonomy, notifyTaxonomy } from './load-taxonomy';
import { recountAttributions } from './recount-attributions';

const label = z.string().trim().min(1).max(60);

/** Registers a tag senders use already or will use, so that usage splits by it, also the usage already here. */
export const registerFreeTag = verb({
  name: 'registerFreeTag',
  permission: 'taxonomy.edit',
  input: z.object({ key: tagKey, labelEn: label, labelZh: label, required: z.boolean().default(false) }),
  run: async ({ tx, ctx, input, audit }) => {
    await lockTaxonomy(tx);
    const before = await loadTaxonomy(tx);
    const position = Math.max(...before.tags.map((tag) => tag.position), 0) + 1;
    const [tag] = await tx
      .insert(tags)
      .values({ ...input, kind: 'free', position })
      .onConflictDoNothing()
      .returning();
    if (!tag) throw refusal('conflict', 'key', 'key_taken', 'A tag with this key exists already.');
    const changes = await attributionChanges(
      tx,
      await loadTaxonomy(tx),
      sql`jsonb_exists(reported, ${input.key})`,
    );
    await applyAttributionChanges(tx, changes);
    await recountAttributions(tx, ctx.now, changes);
    const values = [...new Set(changes.flatMap((change) => change.after.freeTags[input.key] ?? []))];
    if (values.length > 0)
      await tx
        .insert(tagValues)
        .values(values.map((value) => ({ tag: input.key, value, state: 'pending', firstSeenAt: ctx.now })))
        .onConflictDoNothing();
    await notifyTaxonomy(tx);
    await audit({
      action: 'tag.register',
      subject: { kind: 'tag', id: input.key },
      after: { ...input, combinations: changes.length },
    });
    return { combinations: changes.length, values: values.length };
  },
});
