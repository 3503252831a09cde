import type { ConditionalPrice, ModelInfo, ModelPrice, Provider } from '@pydantic/genai-prices';
import { decimalPrice } from '../decimal-price';
import type { ContextTier, Rates, TimeWindow, TokenClass, TokenPrices } from '../rates';
import { LIST_PRIORITY, type ListedModel, type ListedVersion, type PublishedList } from './published-list';
import { serviceTiersOf } from './service-tiers';
import { tierByOutputPrice } from './tier-rule';

/** Our token classes by the list's unit. Its `cache_write` is the five-minute write, as at Anthropic. */
const CLASS_OF: Record<string, TokenClass> = {
  input_mtok: 'input',
  cache_read_mtok: 'cacheRead',
  cache_write_mtok: 'cacheWrite5m',
  cache_write_1h_mtok: 'cacheWrite1h',
  output_mtok: 'output',
  output_reasoning_mtok: 'reasoning',
};

/** The bundled data of `@pydantic/genai-prices` as a price list of ours. Pure: the data comes in. */
export function genaiPricesList(providers: readonly Provider[], packageVersion: string): PublishedList {
  return {
    key: 'genai-prices',
    name: 'genai-prices',
    source: `@pydantic/genai-prices ${packageVersion} (MIT), bundled data`,
    sourceUrl: 'https://github.com/pydantic/genai-prices',
    publishedOn: null,
    priority: LIST_PRIORITY['genai-prices'],
    providers: providers.map((provider) => ({
      key: provider.id,
      name: provider.name,
      match: {
        ...(provider.provider_match && { provider: provider.provider_match }),
        ...(provider.model_match && { model: provider.model_match }),
        ...(provider.fallback_model_providers && { fallbackProviders: provider.fallback_model_providers }),
      },
    })),
    models: providers.flatMap((provider) => provider.models.map((model) => listedModel(provider.id, model))),
    aliases: [],
  };
}

function listedModel(providerKey: string, model: ModelInfo): ListedModel {
  const versions = versionsOf(providerKey, model);
  return {
    providerKey,
    key: model.id,
    name: model.name ?? model.id,
    tier: tierByOutputPrice(versions.at(-1)?.rates.prices),
    contextWindow: model.context_window ?? null,
    match: model.match,
    versions,
  };
}

/** Conditional prices become dated versions; the times of day that outrank a version become its windows. */
function versionsOf(providerKey: string, model: ModelInfo): ListedVersion[] {
  const entries: ConditionalPrice[] = Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }];
  const starts = entries.flatMap((entry) =>
    entry.constraint?.type === 'start_date' ? [new Date(entry.constraint.start_date)] : [],
  );
  starts.sort((a, b) => a.getTime() - b.getTime());
  const bounds = [null, ...starts];
  return bounds.flatMap((from, i) => {
    const built = ratesFrom(entries, from, serviceTiersOf(providerKey, model.id));
    return built ? [{ from, to: bounds[i + 1] ?? null, ...built }] : [];
  });
}

/** Reads the entries as the list does: from the last to the first, the first that holds wins. */
function ratesFrom(
  entries: readonly ConditionalPrice[],
  from: Date | null,
  serviceTiers: Rates['serviceTiers'],
): { rates: Rates; note: string | null } | null {
  const windows: { fromUtc: string; toUtc: string; prices: ModelPrice }[] = [];
  let base: ModelPrice | undefined;
  for (const entry of [...entries].reverse()) {
    const constraint = entry.constraint;
    if (constraint?.type === 'time_of_date') {
      const [fromUtc, toUtc] = [constraint.start_time, constraint.end_time].map(utcTime) as [string, string];
      windows.push({ fromUtc, toUtc, prices: entry.prices });
    } else if (!constraint || (from && from >= new Date(constraint.start_date))) {
      base = entry.prices;
      break;
    }
  }
  const notes = new Set<string>();
  const prices = tokenPrices(base ?? entries[0]?.prices ?? {}, notes);
  if (!prices) return null;
  const timed = windows.flatMap(({ fromUtc, toUtc, prices: listed }): TimeWindow[] => {
    const inside = tokenPrices(listed, notes);
    return inside ? [{ fromUtc, toUtc, ...inside }] : [];
  });
  const perRequest = base?.requests_kcount;
  const rates: Rates = {
    ...prices,
    ...(timed.length > 0 && { windows: timed }),
    ...(serviceTiers && { serviceTiers }),
    ...(typeof perRequest === 'number' && { perRequest: decimalPrice(perRequest / 1000).price }),
  };
  return { rates, note: notes.size > 0 ? [...notes].join('; ') : null };
}

/** `16:30:00Z` → `16:30`. The bundled data only has UTC; any other zone is refused rather than misread. */
function utcTime(text: string): string {
  const match = /^(\d{2}:\d{2})(:\d{2})(?:\.0+)?Z$/.exec(text);
  if (!match) throw new RangeError(`"${text}" is not a UTC time of day.`);
  return match[2] === ':00' ? (match[1] ?? '') : `${match[1]}${match[2]}`;
}

function tokenPrices(
  listed: ModelPrice,
  notes: Set<string>,
): { prices: TokenPrices; contextTiers?: ContextTier[] } | null {
  const known = Object.entries(listed).flatMap(([unit, value]) => {
    const tokenClass = CLASS_OF[unit];
    return tokenClass && value !== undefined ? [{ tokenClass, value }] : [];
  });
  if (known.length === 0) return null;
  const write = (tokenClass: TokenClass, value: number): string => {
    const { price, rounded } = decimalPrice(value);
    if (rounded) notes.add(`${tokenClass} ${value} rounded to ${price}`);
    return price;
  };
  const at = (start: number | null): TokenPrices =>
    Object.fromEntries(
      known.map(({ tokenClass, value }) => {
        if (typeof value === 'number') return [tokenClass, write(tokenClass, value)];
        const reached = start === null ? [] : value.tiers.filter((tier) => tier.start <= start);
        reached.sort((a, b) => a.start - b.start);
        return [tokenClass, write(tokenClass, reached.at(-1)?.price ?? value.base)];
      }),
    );
  const starts = [
    ...new Set(
      known.flatMap(({ value }) => (typeof value === 'number' ? [] : value.tiers.map((t) => t.start))),
    ),
  ];
  starts.sort((a, b) => a - b);
  if (starts.length === 0) return { prices: at(null) };
  return {
    prices: at(null),
    contextTiers: starts.map((start) => ({ aboveInputTokens: start, prices: at(start) })),
  };
}
