import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { models } from '@/db/schema';
import { idText } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { notFound } from '../../errors';
import { MODEL_TIERS } from '../rates';
import { notifyCatalogue } from './notify-catalogue';

/** Places a model in a tier; splits by tier follow at once, also for the past. */
export const setModelTier = verb({
  name: 'setModelTier',
  permission: 'prices.edit',
  input: z.object({ modelId: idText, tier: z.enum(MODEL_TIERS) }),
  run: async ({ tx, input, audit }) => {
    const [before] = await tx
      .select({ key: models.key, tier: models.tier })
      .from(models)
      .where(eq(models.id, input.modelId))
      .for('update');
    if (!before) throw notFound('There is no such model.');
    await tx.update(models).set({ tier: input.tier }).where(eq(models.id, input.modelId));
    await audit({
      action: 'model.set_tier',
      subject: { kind: 'model', id: input.modelId.toString() },
      before,
      after: { key: before.key, tier: input.tier },
    });
    await notifyCatalogue(tx);
    return { tier: input.tier };
  },
});
