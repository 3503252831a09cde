import { waitForUpdate } from '@pydantic/genai-prices';
import packageJson from '@/package.json' with { type: 'json' };
import { genaiPricesList } from '../lists/genai-prices';
import { newCurrencyList } from '../lists/new-currency-2026-05';
import type { PublishedList } from '../lists/published-list';

/**
 * The lists every installation starts with. `waitForUpdate()` is the package's public way to its provider data;
 * no update is ever asked for, so it resolves at once to what is bundled and nothing goes over the network.
 */
export async function publishedLists(): Promise<PublishedList[]> {
  const bundled = await waitForUpdate();
  if (!bundled) throw new Error('The installed @pydantic/genai-prices carries no price data.');
  const version = packageJson.dependencies['@pydantic/genai-prices'];
  const table = newCurrencyList();
  return [withNamedTiers(genaiPricesList(bundled, version), table), table];
}

/** A tier that the table names itself comes before the first guess by output price. */
function withNamedTiers(list: PublishedList, table: PublishedList): PublishedList {
  const named = new Map(table.models.map((model) => [`${model.providerKey}/${model.key}`, model.tier]));
  const models = list.models.map((model) => ({
    ...model,
    tier: named.get(`${model.providerKey}/${model.key}`) ?? model.tier,
  }));
  return { ...list, models };
}
