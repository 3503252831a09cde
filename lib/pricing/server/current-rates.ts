import { and, desc, eq, gt, isNull, lte, or } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { discounts, priceLists, priceVersions } from '@/db/schema';
import { CONTRACT_LIST } from '../lists/published-list';
import type { Rates } from '../rates';
import { discountRank } from './discount-rank';

export interface CurrentRates {
  versionId: bigint;
  modelId: bigint;
  listKey: string;
  listName: string;
  priority: number;
  /** False: only shown for comparison. */
  isCharging: boolean;
  isContract: boolean;
  rates: Rates;
  note: string | null;
}

/** What each list says now, by model: one entry a list, the one that charges first, lists for comparison last. */
export async function currentRates(db: Queryable, now: Date): Promise<Map<bigint, CurrentRates[]>> {
  const rows = await db
    .select({
      versionId: priceVersions.id,
      modelId: priceVersions.modelId,
      listKey: priceLists.key,
      listName: priceLists.name,
      priority: priceLists.priority,
      isCharging: priceLists.isCharging,
      rates: priceVersions.rates,
      note: priceVersions.note,
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
    .orderBy(desc(priceLists.isCharging), priceLists.priority, discountRank, desc(priceVersions.id));
  const byModel = new Map<bigint, CurrentRates[]>();
  for (const row of rows) {
    const list = byModel.get(row.modelId) ?? [];
    if (list.length === 0) byModel.set(row.modelId, list);
    if (list.some((entry) => entry.listKey === row.listKey)) continue;
    list.push({ ...row, isContract: row.listKey === CONTRACT_LIST, rates: row.rates as Rates });
  }
  return byModel;
}

/** Published prices that can be compared: a contract differs from them on purpose. */
export const comparable = (entries: readonly CurrentRates[]): CurrentRates[] =>
  entries.filter((entry) => !entry.isContract);
