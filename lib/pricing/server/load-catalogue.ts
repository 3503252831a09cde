import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db, Tx } from '@/db/client';
import { modelAliases, models, priceLists, priceVersions, providers } from '@/db/schema';
import { appendAudit } from '../../access/server/append-audit';
import { systemActor } from '../../access/server/context';
import { loadDefaultFx } from '../../money/server/load-default-fx';
import { CONTRACT_LIST, LIST_PRIORITY, MANUAL_LIST, type PublishedList } from '../lists/published-list';
import { planVersions, ratesKey, type StoredVersion } from '../plan-versions';
import type { Rates } from '../rates';
import { notifyCatalogue } from './notify-catalogue';
import { publishedLists } from './published-lists';

const CATALOGUE_LOCK = 7_318_005;

export interface CatalogueLoad {
  models: number;
  versionsAdded: number;
  versionsClosed: number;
}

/**
 * Brings the published price lists into the catalogue. Idempotent and append-only: a price that changed in a new
 * release closes the old version and adds another; nothing is deleted, no person's choice is overwritten.
 */
export async function loadCatalogue(
  db: Db,
  now: Date,
  lists?: readonly PublishedList[],
): Promise<CatalogueLoad> {
  const published = lists ?? (await publishedLists());
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${CATALOGUE_LOCK})`);
    await keepOwnLists(tx, now);
    const total: CatalogueLoad = { models: 0, versionsAdded: 0, versionsClosed: 0 };
    for (const list of published) await loadList(tx, list, now, total);
    const fxAdded = await loadDefaultFx(tx, now);
    if (total.models + total.versionsAdded + total.versionsClosed + fxAdded > 0) {
      await appendAudit(tx, systemActor('catalogue'), now, {
        action: 'catalogue.load',
        subject: { kind: 'catalogue', id: published.map((list) => list.key).join(',') },
        after: { ...total, fxAdded },
      });
      await notifyCatalogue(tx);
    }
    return total;
  });
}

/** The two lists people write to. A manual price is a list price; a contract price is a negotiated one. */
async function keepOwnLists(tx: Tx, now: Date): Promise<void> {
  const own = { source: 'Entered in Tollgate', isCharging: true, loadedAt: now };
  await tx
    .insert(priceLists)
    .values([
      { ...own, key: CONTRACT_LIST, name: 'Contract prices', priority: LIST_PRIORITY.contract },
      { ...own, key: MANUAL_LIST, name: 'Prices entered by hand', priority: LIST_PRIORITY.manual },
    ])
    .onConflictDoNothing();
}

async function loadList(tx: Tx, list: PublishedList, now: Date, total: CatalogueLoad): Promise<void> {
  const listId = await keepList(tx, list, now);
  const providerIds = await keepProviders(tx, list);
  const modelIds = await keepModels(tx, list, providerIds, now, total);
  await keepAliases(tx, list, modelIds, now);
  await keepVersions(tx, list, listId, modelIds, now, total);
}

async function keepList(tx: Tx, list: PublishedList, now: Date): Promise<bigint> {
  const { key, name, source, sourceUrl, publishedOn, priority } = list;
  const row = { name, source, sourceUrl, publishedOn, priority };
  const [kept] = await tx
    .insert(priceLists)
    .values({ key, ...row, isCharging: true, loadedAt: now })
    .onConflictDoUpdate({ target: priceLists.key, set: row })
    .returning({ id: priceLists.id });
  if (!kept) throw new Error(`The price list ${key} could not be stored.`);
  return kept.id;
}

async function keepProviders(tx: Tx, list: PublishedList): Promise<Map<string, bigint>> {
  if (list.providers.length > 0) {
    await tx
      .insert(providers)
      .values(list.providers)
      .onConflictDoUpdate({
        target: providers.key,
        set: { name: sql`excluded.name`, match: sql`coalesce(excluded.match, ${providers.match})` },
      });
  }
  const rows = await tx.select({ id: providers.id, key: providers.key }).from(providers);
  return new Map(rows.map((row) => [row.key, row.id]));
}

const modelKey = (providerKey: string, key: string): string => `${providerKey}/${key}`;

/** Adds the models that are missing; a name first seen in traffic becomes a catalogue model. */
async function keepModels(
  tx: Tx,
  list: PublishedList,
  providerIds: Map<string, bigint>,
  now: Date,
  total: CatalogueLoad,
): Promise<Map<string, bigint>> {
  const known = await tx.select().from(models);
  const knownBy = new Map(known.map((row) => [`${row.providerId}/${row.key}`, row]));
  const ids = new Map<string, bigint>();
  const wanted = list.models.map((model) => {
    const providerId = providerIds.get(model.providerKey);
    if (providerId === undefined) throw new Error(`${list.key} names a provider it does not list.`);
    return { providerId, model };
  });
  const missing: (typeof models.$inferInsert)[] = [];
  for (const { providerId, model } of wanted) {
    const row = knownBy.get(`${providerId}/${model.key}`);
    const { key, name, tier, contextWindow, match } = model;
    if (!row) {
      missing.push({
        providerId,
        key,
        name,
        tier,
        contextWindow,
        match,
        state: 'catalogue',
        firstSeenAt: now,
      });
    } else {
      await refreshModel(tx, row, { name, tier, contextWindow, match }, total);
    }
  }
  const added = missing.length > 0 ? await tx.insert(models).values(missing).returning() : [];
  total.models += added.length;
  for (const row of added) knownBy.set(`${row.providerId}/${row.key}`, row);
  for (const { providerId, model } of wanted) {
    const row = knownBy.get(`${providerId}/${model.key}`);
    if (row) ids.set(modelKey(model.providerKey, model.key), row.id);
  }
  return ids;
}

type ModelRow = typeof models.$inferSelect;
type Listed = Pick<typeof models.$inferInsert, 'name' | 'tier' | 'contextWindow' | 'match'>;

/** Fills what is empty; the match clause follows the list that has one. */
async function refreshModel(tx: Tx, row: ModelRow, listed: Listed, total: CatalogueLoad): Promise<void> {
  const recognised = row.state !== 'catalogue' && row.resolvedModelId === null;
  const next = {
    name: recognised ? listed.name : row.name,
    tier: row.tier ?? listed.tier ?? null,
    contextWindow: row.contextWindow ?? listed.contextWindow ?? null,
    match: listed.match ?? row.match,
    state: recognised ? 'catalogue' : row.state,
  };
  const { name, tier, contextWindow, match, state } = row;
  if (ratesKey(next) === ratesKey({ name, tier, contextWindow, match, state })) return;
  await tx.update(models).set(next).where(eq(models.id, row.id));
  total.models += 1;
}

async function keepAliases(tx: Tx, list: PublishedList, ids: Map<string, bigint>, now: Date): Promise<void> {
  const rows = list.aliases.flatMap(({ providerKey, alias, modelKey: key }) => {
    const modelId = ids.get(modelKey(providerKey, key));
    return modelId === undefined ? [] : [{ providerKey, alias, modelId, source: list.key, createdAt: now }];
  });
  if (rows.length > 0) await tx.insert(modelAliases).values(rows).onConflictDoNothing();
}

async function keepVersions(
  tx: Tx,
  list: PublishedList,
  listId: bigint,
  ids: Map<string, bigint>,
  now: Date,
  total: CatalogueLoad,
): Promise<void> {
  const stored = await storedVersions(tx, listId);
  const inserts: (typeof priceVersions.$inferInsert)[] = [];
  const superseded: { modelId: bigint; ids: bigint[] }[] = [];
  for (const model of list.models) {
    const modelId = ids.get(modelKey(model.providerKey, model.key));
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
  const added =
    inserts.length > 0
      ? await tx
          .insert(priceVersions)
          .values(inserts)
          .returning({ id: priceVersions.id, modelId: priceVersions.modelId })
      : [];
  total.versionsAdded += added.length;
  for (const { modelId, ids: old } of superseded) {
    const successor = added.find((row) => row.modelId === modelId)?.id ?? old[0] ?? null;
    await tx.update(priceVersions).set({ supersededBy: successor }).where(inArray(priceVersions.id, old));
  }
}

async function storedVersions(tx: Tx, listId: bigint): Promise<Map<bigint, StoredVersion[]>> {
  const rows = await tx
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
