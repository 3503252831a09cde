import type { PublishedList } from '../lists/published-list';
import { createPriceBook, type PriceBook, type PriceBookData } from '../price-book';
import type { Rates, TokenClass } from '../rates';

/** A price book straight from published lists, without a database; ids are given in order, `keyOf` reads them back. */
export function bookOf(lists: readonly PublishedList[]): {
  book: PriceBook;
  keyOf: (id: bigint | null | undefined) => string | undefined;
} {
  const data: PriceBookData = { providers: [], models: [], aliases: [], versions: [] };
  const ids = new Map<string, bigint>();
  for (const list of lists) {
    for (const { key, match } of list.providers) {
      if (!data.providers.some((p) => p.key === key)) data.providers.push({ key, match });
    }
    for (const { providerKey, key, match, versions } of list.models) {
      const name = `${providerKey}/${key}`;
      const id = ids.get(name) ?? BigInt(ids.size + 1);
      if (!ids.has(name))
        data.models.push({ id, providerKey, key, state: 'catalogue', resolvedModelId: null, match });
      ids.set(name, id);
      for (const { from, to, rates } of versions) {
        const version = { modelId: id, priority: list.priority, isContract: false, rates };
        data.versions.push({
          id: BigInt(data.versions.length + 1),
          ...version,
          validFrom: from,
          validTo: to,
        });
      }
    }
    for (const { providerKey, alias, modelKey } of list.aliases) {
      const modelId = ids.get(`${providerKey}/${modelKey}`);
      if (modelId !== undefined) data.aliases.push({ providerKey, alias, modelId });
    }
  }
  const names = new Map([...ids].map(([name, id]) => [id, name]));
  return { book: createPriceBook(data), keyOf: (id) => (id ? names.get(id) : undefined) };
}

/** A book with one model `m` of provider `p`, always at these rates. */
export function bookWith(rates: Rates): PriceBook {
  return createPriceBook({
    providers: [{ key: 'p', match: null }],
    models: [{ id: 1n, providerKey: 'p', key: 'm', state: 'catalogue', resolvedModelId: null, match: null }],
    aliases: [],
    versions: [
      { id: 7n, modelId: 1n, priority: 30, isContract: false, validFrom: null, validTo: null, rates },
    ],
  });
}

const NONE: Record<TokenClass, bigint> = {
  input: 0n,
  cacheRead: 0n,
  cacheWrite5m: 0n,
  cacheWrite1h: 0n,
  output: 0n,
  reasoning: 0n,
};

/** Token counts by class, the others zero. */
export const tokensOf = (counts: Partial<Record<TokenClass, bigint>>): Record<TokenClass, bigint> => ({
  ...NONE,
  ...counts,
});
