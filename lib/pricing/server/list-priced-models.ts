import { and, asc, desc, eq, gt, isNull, lte, or } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { discounts, models, priceLists, priceVersions, providers } from '@/db/schema';
import { getOrganisation } from '../../access/server/get-organisation';
import { question } from '../../access/server/verb';
import type { PriceList, PriceListEntry } from '../../calculator/price-list';
import { type FxRate, isCurrency } from '../../money/currency';
import { fxRatesOn } from '../../money/server/fx-rates-on';
import { dayOf } from '../../time/period';
import { CONTRACT_LIST } from '../lists/published-list';
import { MODEL_TIERS, type Rates } from '../rates';
import { discountRank } from './discount-rank';

/**
 * The whole catalogue with the price each model has now, for the calculator: what would charge (contract before list,
 * newest first); where nothing does, what a list that is only for comparison says. Models of traffic that nobody has
 * recognised are left out.
 */
export const listPricedModels = question({
  name: 'listPricedModels',
  permission: 'calculator.use',
  input: z.object({}),
  run: async ({ db, ctx }): Promise<PriceList> => {
    const timeZone = (await getOrganisation(db))?.timeZone ?? 'UTC';
    const day = dayOf(ctx.now, timeZone);
    const [found, prices, rates] = await Promise.all([
      catalogue(db),
      pricesNow(db, ctx.now),
      fxRatesOn(db, day),
    ]);
    return {
      day,
      models: found.map((model) => toEntry(model, prices.get(model.id), timeZone)),
      fxRates: rates.flatMap(({ quote, ...rate }): FxRate[] =>
        isCurrency(quote) ? [{ quote, ...rate }] : [],
      ),
    };
  },
});

const catalogue = (db: Queryable) =>
  db
    .select({
      id: models.id,
      provider: providers.key,
      key: models.key,
      name: models.name,
      tier: models.tier,
      contextWindow: models.contextWindow,
    })
    .from(models)
    .innerJoin(providers, eq(providers.id, models.providerId))
    .where(and(eq(models.state, 'catalogue'), isNull(models.resolvedModelId)))
    .orderBy(asc(providers.id), asc(models.name), asc(models.id));

type Found = Awaited<ReturnType<typeof catalogue>>[number];

async function pricesNow(db: Queryable, now: Date) {
  const rows = await db
    .select({
      id: priceVersions.id,
      modelId: priceVersions.modelId,
      rates: priceVersions.rates,
      note: priceVersions.note,
      validFrom: priceVersions.validFrom,
      recordedAt: priceVersions.recordedAt,
      listKey: priceLists.key,
      list: priceLists.name,
      url: priceLists.sourceUrl,
      publishedOn: priceLists.publishedOn,
      isCharging: priceLists.isCharging,
    })
    .from(priceVersions)
    .innerJoin(priceLists, eq(priceLists.id, priceVersions.priceListId))
    .leftJoin(discounts, eq(discounts.id, priceVersions.discountId))
    .where(
      and(
        isNull(priceVersions.supersededBy),
        or(isNull(priceVersions.validFrom), lte(priceVersions.validFrom, now)),
        or(isNull(priceVersions.validTo), gt(priceVersions.validTo, now)),
      ),
    )
    .orderBy(
      desc(priceLists.isCharging),
      asc(priceLists.priority),
      asc(discountRank),
      desc(priceVersions.id),
    );
  const first = new Map<bigint, (typeof rows)[number]>();
  for (const row of rows) if (!first.has(row.modelId)) first.set(row.modelId, row);
  return first;
}

type Price = Awaited<ReturnType<typeof pricesNow>> extends Map<bigint, infer P> ? P : never;

function toEntry(model: Found, price: Price | undefined, timeZone: string): PriceListEntry {
  return {
    modelId: model.id.toString(),
    provider: model.provider,
    model: `${model.provider}/${model.key}`,
    name: model.name,
    tier: MODEL_TIERS.find((tier) => tier === model.tier) ?? null,
    contextWindow: model.contextWindow,
    rates: (price?.rates as Rates | undefined) ?? null,
    source: {
      list: price?.list ?? '',
      url: price?.url ?? null,
      from: price?.validFrom ? dayOf(price.validFrom, timeZone) : (price?.publishedOn ?? null),
    },
    version: price
      ? {
          id: price.id.toString(),
          isContract: price.listKey === CONTRACT_LIST,
          isCharging: price.isCharging,
          note: price.note,
          recordedOn: dayOf(price.recordedAt, timeZone),
        }
      : null,
  };
}
