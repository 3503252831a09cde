import { asc, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { modelAliases, models, priceLists, priceVersions, providers } from '@/db/schema';
import { idText } from '../../access/fields';
import { question } from '../../access/server/verb';
import { notFound } from '../../errors';
import type { ModelDto, VersionDto } from '../catalogue-dto';
import type { ModelTier, Rates } from '../rates';
import { currentRates } from './current-rates';

/** One model with every version of every list, newest first, and the other names it goes by. */
export const getModel = question({
  name: 'getModel',
  permission: 'prices.read',
  input: z.object({ modelId: idText }),
  run: async ({ db, ctx, input }): Promise<ModelDto> => {
    const [row] = await db
      .select({ model: models, providerKey: providers.key, providerName: providers.name })
      .from(models)
      .innerJoin(providers, eq(providers.id, models.providerId))
      .where(eq(models.id, input.modelId));
    if (!row) throw notFound('There is no such model. It may have been opened from an old link.');
    const aliases = await db
      .select({
        alias: modelAliases.alias,
        providerKey: modelAliases.providerKey,
        source: modelAliases.source,
      })
      .from(modelAliases)
      .where(eq(modelAliases.modelId, input.modelId))
      .orderBy(asc(modelAliases.alias));
    const { model, providerKey, providerName } = row;
    return {
      modelId: model.id.toString(),
      providerKey,
      providerName,
      key: model.key,
      name: model.name,
      tier: model.tier as ModelTier | null,
      contextWindow: model.contextWindow,
      state: model.state,
      resolvedTo: model.resolvedModelId === null ? null : await labelOf(db, model.resolvedModelId),
      aliases,
      versions: await versionsOf(db, model.id, ctx.now),
    };
  },
});

async function labelOf(db: Queryable, modelId: bigint): Promise<ModelDto['resolvedTo']> {
  const [row] = await db
    .select({ key: models.key, provider: providers.key })
    .from(models)
    .innerJoin(providers, eq(providers.id, models.providerId))
    .where(eq(models.id, modelId));
  return row ? { modelId: modelId.toString(), label: `${row.provider}/${row.key}` } : null;
}

async function versionsOf(db: Queryable, modelId: bigint, now: Date): Promise<VersionDto[]> {
  const charging = (await currentRates(db, now)).get(modelId)?.find((entry) => entry.isCharging)?.versionId;
  const rows = await db
    .select({ version: priceVersions, list: priceLists })
    .from(priceVersions)
    .innerJoin(priceLists, eq(priceLists.id, priceVersions.priceListId))
    .where(eq(priceVersions.modelId, modelId))
    .orderBy(asc(priceLists.priority), desc(priceVersions.validFrom), desc(priceVersions.id));
  return rows.map(({ version, list }) => ({
    versionId: version.id.toString(),
    listKey: list.key,
    listName: list.name,
    source: list.source,
    sourceUrl: list.sourceUrl,
    validFrom: version.validFrom?.toISOString() ?? null,
    validTo: version.validTo?.toISOString() ?? null,
    rates: version.rates as Rates,
    note: version.note,
    recordedAt: version.recordedAt.toISOString(),
    recordedBy: version.recordedBy,
    superseded: version.supersededBy !== null,
    charging: version.id === charging,
    compared: !list.isCharging,
    discountId: version.discountId?.toString() ?? null,
  }));
}
