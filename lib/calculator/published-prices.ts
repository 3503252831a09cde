import { newCurrencyList } from '../pricing/lists/new-currency-2026-05';
import { type CompiledPrices, compilePrices, type PricedModel } from './usage-cost-prices';

/** The seed document's own price table: what its scenarios are to be reckoned with, whatever the book says today. */
export function publishedModels(): PricedModel[] {
  const list = newCurrencyList();
  return list.models.map(({ providerKey, key, name, tier, contextWindow, versions }) => ({
    model: `${providerKey}/${key}`,
    ...{ name, tier, contextWindow },
    rates: versions[0]?.rates ?? null,
    source: { list: list.name, url: list.sourceUrl, from: list.publishedOn },
  }));
}

export const publishedPrices = (): CompiledPrices => compilePrices(publishedModels());
