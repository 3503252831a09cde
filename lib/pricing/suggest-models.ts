/**
 * Catalogue models whose names are nearest to an unknown one, best first. Only a suggestion for a person: nothing
 * is ever priced by it. Score: shared name parts, less what only one of the two has; same provider breaks ties.
 */
export function suggestModels<T extends { providerKey: string; key: string }>(
  unknown: { providerKey: string; key: string },
  catalogue: readonly T[],
  limit = 3,
): T[] {
  const wanted = partsOf(unknown.key);
  const scored = catalogue.flatMap((model) => {
    const parts = partsOf(model.key);
    const shared = [...parts].filter((part) => wanted.has(part)).length;
    if (shared === 0) return [];
    const extra = parts.size + wanted.size - 2 * shared;
    const sameProvider = model.providerKey === unknown.providerKey ? 0.5 : 0;
    return [{ model, score: 2 * shared - extra + sameProvider }];
  });
  scored.sort((a, b) => b.score - a.score || a.model.key.length - b.model.key.length);
  return scored.slice(0, limit).map(({ model }) => model);
}

/** `accounts/fireworks/models/kimi-k2p5` → kimi, k2, p, 5: words and numbers of the last part. */
function partsOf(key: string): Set<string> {
  const last = key.toLowerCase().split('/').at(-1) ?? '';
  return new Set(last.split(/[^a-z0-9]+|(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])/).filter(Boolean));
}
