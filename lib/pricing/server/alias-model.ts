import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { modelAliases, models, providers } from '@/db/schema';
import { idText, refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { notFound } from '../../errors';
import { notifyCatalogue } from './notify-catalogue';

/** Usage that names no provider is kept under this one: its alias holds for any provider. */
const UNKNOWN_PROVIDER = 'unknown';

/**
 * Says which catalogue model an unrecognised name stands for: new usage is priced as it and splits follow it. Past
 * usage stays unpriced until it is re-priced. `targetModelId` null takes the choice back.
 */
export const aliasModel = verb({
  name: 'aliasModel',
  permission: 'prices.edit',
  input: z.object({ modelId: idText, targetModelId: idText.nullable() }),
  run: async ({ tx, ctx, input, audit }) => {
    const model = await find(tx, input.modelId);
    if (model.state === 'catalogue')
      throw refusal('conflict', 'modelId', 'is_catalogue', `${model.key} is a catalogue model itself.`);
    const target = input.targetModelId === null ? null : await find(tx, input.targetModelId);
    if (target && target.state !== 'catalogue')
      throw refusal('invalid', 'targetModelId', 'not_catalogue', 'Choose a model of the catalogue.');
    await tx.update(models).set({ resolvedModelId: input.targetModelId }).where(eq(models.id, model.id));
    const providerKey = model.provider === UNKNOWN_PROVIDER ? '' : model.provider;
    const name = { providerKey, alias: model.key };
    if (target) {
      const row = { ...name, modelId: target.id, source: ctx.actor.name, createdAt: ctx.now };
      await tx
        .insert(modelAliases)
        .values(row)
        .onConflictDoUpdate({ target: [modelAliases.providerKey, modelAliases.alias], set: row });
    } else {
      await tx
        .delete(modelAliases)
        .where(and(eq(modelAliases.providerKey, providerKey), eq(modelAliases.alias, model.key)));
    }
    await audit({
      action: 'model.alias',
      subject: { kind: 'model', id: model.id.toString() },
      before: { resolvedModelId: model.resolvedModelId },
      after: { name: `${model.provider}/${model.key}`, target: target && `${target.provider}/${target.key}` },
    });
    await notifyCatalogue(tx);
    return { modelId: model.id.toString(), targetModelId: target?.id.toString() ?? null };
  },
});

async function find(tx: Tx, modelId: bigint) {
  const [row] = await tx
    .select({
      id: models.id,
      key: models.key,
      state: models.state,
      resolvedModelId: models.resolvedModelId,
      provider: providers.key,
    })
    .from(models)
    .innerJoin(providers, eq(providers.id, models.providerId))
    .where(eq(models.id, modelId))
    .for('update', { of: models });
  if (!row) throw notFound('There is no such model.');
  return row;
}
