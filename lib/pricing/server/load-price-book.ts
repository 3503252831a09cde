import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { discounts, modelAliases, models, priceLists, priceVersions, providers } from '@/db/schema';
import { CONTRACT_LIST } from '../lists/published-list';
import type { MatchClause } from '../match-clause';
import { createPriceBook, type PriceBook, type ProviderMatch } from '../price-book';
import type { Rates } from '../rates';
import { discountRank } from './discount-rank';

/** Every charging price of the catalogue as one value in memory. Reload it on `tollgate_catalogue`. */
export async function loadPriceBook(db: Queryable): Promise<PriceBook> {
  const [providerRows, modelRows, aliasRows, versionRows] = await Promise.all([
    db.select({ key: providers.key, match: providers.match }).from(providers).orderBy(asc(providers.id)),
    db
      .select({
        id: models.id,
        providerKey: providers.key,
        key: models.key,
        state: models.state,
        resolvedModelId: models.resolvedModelId,
        match: models.match,
      })
      .from(models)
      .innerJoin(providers, eq(providers.id, models.providerId))
      .orderBy(asc(models.id)),
    db.select().from(modelAliases),
    db
      .select({
        id: priceVersions.id,
        modelId: priceVersions.modelId,
        priority: priceLists.priority,
        listKey: priceLists.key,
        validFrom: priceVersions.validFrom,
        validTo: priceVersions.validTo,
        rates: priceVersions.rates,
        rank: discountRank,
      })
      .from(priceVersions)
      .innerJoin(priceLists, eq(priceLists.id, priceVersions.priceListId))
      .leftJoin(discounts, eq(discounts.id, priceVersions.discountId))
      .where(and(isNull(priceVersions.supersededBy), eq(priceLists.isCharging, true))),
  ]);
  // A model that only a list for comparison knows is no name of the catalogue, nor is a provider of nothing else.
  const compared = new Set(
    modelRows.flatMap((model) => (model.state === 'listed' ? [model.providerKey] : [])),
  );
  for (const { state, providerKey } of modelRows) if (state !== 'listed') compared.delete(providerKey);
  return createPriceBook({
    providers: providerRows
      .filter(({ key }) => !compared.has(key))
      .map(({ key, match }) => ({ key, match: match as ProviderMatch | null })),
    models: modelRows
      .filter((model) => !compared.has(model.providerKey))
      .map((model) => ({ ...model, match: model.match as MatchClause | null })),
    aliases: aliasRows,
    versions: versionRows.map(({ listKey, ...version }) => ({
      ...version,
      isContract: listKey === CONTRACT_LIST,
      rates: version.rates as Rates,
    })),
  });
}
