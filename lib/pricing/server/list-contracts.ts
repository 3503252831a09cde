import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { discounts, models, priceLists, priceVersions, providers } from '@/db/schema';
import { question } from '../../access/server/verb';
import type { ContractPriceDto, DiscountDto } from '../catalogue-dto';
import { CONTRACT_LIST } from '../lists/published-list';
import type { Rates } from '../rates';

/** What is negotiated: discounts, newest first, and contract prices entered by hand. */
export const listContracts = question({
  name: 'listContracts',
  permission: 'prices.read',
  input: z.object({}),
  run: async ({ db, ctx }): Promise<{ discounts: DiscountDto[]; prices: ContractPriceDto[] }> => ({
    discounts: await readDiscounts(db, ctx.now),
    prices: await readPrices(db),
  }),
});

async function readDiscounts(db: Queryable, now: Date): Promise<DiscountDto[]> {
  const rows = await db
    .select({
      discount: discounts,
      providerName: providers.name,
      providerKey: providers.key,
      modelKey: models.key,
      priced: sql<number>`(select count(distinct v.model_id)::int from price_versions v
        where v.discount_id = ${discounts.id} and v.superseded_by is null)`,
    })
    .from(discounts)
    .innerJoin(providers, eq(providers.id, discounts.providerId))
    .leftJoin(models, eq(models.id, discounts.modelId))
    .orderBy(desc(discounts.validFrom), desc(discounts.id));
  return rows.map(({ discount, providerKey, providerName, modelKey, priced }) => {
    const end = discount.endedAt ?? discount.validTo;
    return {
      discountId: discount.id.toString(),
      provider: providerName,
      label: modelKey === null ? null : `${providerKey}/${modelKey}`,
      percent: discount.percent.replace(/\.?0+$/, ''),
      validFrom: discount.validFrom.toISOString(),
      validTo: end?.toISOString() ?? null,
      contract: discount.contract,
      recordedAt: discount.recordedAt.toISOString(),
      recordedBy: discount.recordedBy,
      models: priced,
      state: end !== null && end <= now ? 'ended' : discount.validFrom > now ? 'coming' : 'in_force',
    };
  });
}

async function readPrices(db: Queryable): Promise<ContractPriceDto[]> {
  const rows = await db
    .select({ version: priceVersions, providerKey: providers.key, modelKey: models.key })
    .from(priceVersions)
    .innerJoin(priceLists, eq(priceLists.id, priceVersions.priceListId))
    .innerJoin(models, eq(models.id, priceVersions.modelId))
    .innerJoin(providers, eq(providers.id, models.providerId))
    .where(
      and(
        eq(priceLists.key, CONTRACT_LIST),
        isNull(priceVersions.discountId),
        isNull(priceVersions.supersededBy),
      ),
    )
    .orderBy(asc(providers.key), asc(models.key), desc(priceVersions.validFrom));
  return rows.map(({ version, providerKey, modelKey }) => ({
    versionId: version.id.toString(),
    modelId: version.modelId.toString(),
    label: `${providerKey}/${modelKey}`,
    rates: version.rates as Rates,
    validFrom: version.validFrom?.toISOString() ?? null,
    validTo: version.validTo?.toISOString() ?? null,
    note: version.note,
    recordedBy: version.recordedBy,
  }));
}
