import type { Queryable } from '@/db/client';
import { fromUnits } from '../../attribution/figure';
import { type UsageQuery, WHOLE } from '../../attribution/query';
import { readPriceUses } from '../../attribution/server/price-uses';
import { daysSlot, resolveQuery } from '../../attribution/server/resolve';
import { readUsageByPrice } from '../../attribution/server/usage-by-price';
import { moneyPlaces } from '../../attribution/sums';
import type { Board } from '../board';

/** The price lists that charged, with what each came to in the reading currency; the largest first. */
export async function readPriceSources(db: Queryable, query: UsageQuery): Promise<Board['priceSources']> {
  const asked = await resolveQuery(db, query, 'all');
  const [uses, amounts] = await Promise.all([
    readPriceUses(db, asked, daysSlot(query.period), WHOLE),
    readUsageByPrice(db, asked, query.period, null),
  ]);
  const useOf = new Map(uses.map((use) => [use.priceVersionId, use]));
  const lists = new Map<
    string,
    { list: string; source: string; sourceUrl: string | null; units: bigint | null }
  >();
  for (const { version, amount } of amounts) {
    const use = version && useOf.get(version.id);
    if (!use) continue;
    const { list, source, sourceUrl } = use;
    const key = JSON.stringify([list, source, sourceUrl]);
    const entry = lists.get(key) ?? { list, source, sourceUrl, units: 0n };
    entry.units = entry.units === null || amount === null ? null : entry.units + amount;
    lists.set(key, entry);
  }
  const places = moneyPlaces(query.currency);
  return [...lists.values()]
    .sort((a, b) => ((a.units ?? 0n) > (b.units ?? 0n) ? -1 : 1))
    .map(({ units, ...of }) => ({ ...of, effectiveCost: units === null ? null : fromUnits(units, places) }));
}
