import { and, eq, gt, isNull, lte, or } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { priceLists, priceVersions } from '@/db/schema';
import type { Rates } from '../rates';

export interface CurrentRates {
  versionId: bigint;
  modelId: bigint;
  listKey: string;
  listName: string;
  priority: number;
  rates: Rates;
  note: string | null;
}

/** What each list says now, by model, the list that charges first. */
export async function currentRates(db: Queryable, now: Date): Promise<Map<bigint, CurrentRates[]>> {
  const rows = await db
    .select({
      versionId: priceVersions.id,
      modelId: priceVersions.modelId,
      listKey: priceLists.key,
      listName: priceLists.name,
      priority: priceLists.priority,
      rates: priceVersions.rates,
      note: priceVersions.note,
    })
    .from(priceVersions)
    .innerJoin(priceLists, eq(priceLists.id, priceVersions.priceListId))
    .where(
      and(
        isNull(priceVersions.supersededBy),
        or(isNull(priceVersions.validFrom), lte(priceVersions.validFrom, now)),
        or(isNull(priceVersions.validTo), gt(priceVersions.validTo, now)),
      ),
    )
    .orderBy(priceLists.priority, priceVersions.id);
  const byModel = new Map<bigint, CurrentRates[]>();
  for (const row of rows) {
    const list = byModel.get(row.modelId) ?? [];
    if (list.length === 0) byModel.set(row.modelId, list);
    list.push({ ...row, rates: row.rates as Rates });
  }
  return byModel;
}
