import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Queryable, Tx } from '@/db/client';
import { priceVersions } from '@/db/schema';
import type { ListedModel, PublishedList } from '../lists/published-list';
import { planVersions, type StoredVersion } from '../plan-versions';
import type { Rates } from '../rates';

export interface CatalogueLoad {
  models: number;
  versionsAdded: number;
  versionsClosed: number;
}

/** Rows of an insert: a statement has 65,535 parameters at most. */
export const CHUNK = 2_000;

/** Makes the stored versions of a list what the list says now; see `planVersions`. Adds what it did to `total`. */
export async function keepVersions(
  tx: Tx,
  list: PublishedList,
  listId: bigint,
  idOf: (model: ListedModel) => bigint | undefined,
  now: Date,
  total: CatalogueLoad,
): Promise<void> {
  const stored = await storedVersions(tx, listId);
  const inserts: (typeof priceVersions.$inferInsert)[] = [];
  const superseded: { modelId: bigint; ids: bigint[] }[] = [];
  for (const model of list.models) {
    const modelId = idOf(model);
    if (modelId === undefined) continue;
    const plan = planVersions(stored.get(modelId) ?? [], model.versions, now);
    for (const { id, to } of plan.close) {
      await tx.update(priceVersions).set({ validTo: to }).where(eq(priceVersions.id, id));
    }
    if (plan.supersede.length > 0) superseded.push({ modelId, ids: plan.supersede });
    total.versionsClosed += plan.close.length + plan.supersede.length;
    for (const { from, to, rates, note } of plan.insert) {
      inserts.push({
        priceListId: listId,
        modelId,
        validFrom: from,
        validTo: to,
        rates,
        note,
        recordedAt: now,
        recordedBy: list.source,
      });
    }
  }
  const added: { id: bigint; modelId: bigint }[] = [];
  for (let start = 0; start < inserts.length; start += CHUNK)
    added.push(
      ...(await tx
        .insert(priceVersions)
        .values(inserts.slice(start, start + CHUNK))
        .returning({ id: priceVersions.id, modelId: priceVersions.modelId })),
    );
  total.versionsAdded += added.length;
  for (const { modelId, ids: old } of superseded) {
    const successor = added.find((row) => row.modelId === modelId)?.id ?? old[0] ?? null;
    await tx.update(priceVersions).set({ supersededBy: successor }).where(inArray(priceVersions.id, old));
  }
}

/** The versions of a list that are not superseded, by model. */
export async function storedVersions(db: Queryable, listId: bigint): Promise<Map<bigint, StoredVersion[]>> {
  const rows = await db
    .select()
    .from(priceVersions)
    .where(and(eq(priceVersions.priceListId, listId), isNull(priceVersions.supersededBy)));
  const byModel = new Map<bigint, StoredVersion[]>();
  for (const row of rows) {
    const version = { id: row.id, from: row.validFrom, to: row.validTo, rates: row.rates as Rates };
    byModel.set(row.modelId, [...(byModel.get(row.modelId) ?? []), version]);
  }
  return byModel;
}
