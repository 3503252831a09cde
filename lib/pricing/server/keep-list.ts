import { eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { modelAliases, models, priceLists, providers } from '@/db/schema';
import type { PublishedList } from '../lists/published-list';
import { ratesKey } from '../plan-versions';
import { type CatalogueLoad, CHUNK, keepVersions } from './keep-versions';

export interface ListTerms {
  /**
   * How a list comes in that is not there yet. One that only compares changes nothing else: models that it alone
   * knows are `listed`, and what is known of the others stays.
   */
  isCharging: boolean;
}

/**
 * Brings one list into the catalogue, inside a transaction that holds the catalogue. Adds what it did to `total`.
 * A list that is there already keeps its choice of charging.
 */
export async function keepList(
  tx: Tx,
  list: PublishedList,
  now: Date,
  total: CatalogueLoad,
  terms: ListTerms,
): Promise<void> {
  const listId = await keepListRow(tx, list, now, terms);
  const providerIds = await keepProviders(tx, list, terms);
  const modelIds = await keepModels(tx, list, providerIds, now, total, terms);
  await keepAliases(tx, list, modelIds, now);
  await keepVersions(
    tx,
    list,
    listId,
    (model) => modelIds.get(modelKey(model.providerKey, model.key)),
    now,
    total,
  );
}

async function keepListRow(tx: Tx, list: PublishedList, now: Date, terms: ListTerms): Promise<bigint> {
  const { key, name, source, sourceUrl, publishedOn, priority } = list;
  const row = { name, source, sourceUrl, publishedOn, priority };
  const [kept] = await tx
    .insert(priceLists)
    .values({ key, ...row, isCharging: terms.isCharging, loadedAt: now })
    .onConflictDoUpdate({ target: priceLists.key, set: terms.isCharging ? row : { ...row, loadedAt: now } })
    .returning({ id: priceLists.id });
  if (!kept) throw new Error(`The price list ${key} could not be stored.`);
  return kept.id;
}

async function keepProviders(tx: Tx, list: PublishedList, terms: ListTerms): Promise<Map<string, bigint>> {
  if (list.providers.length > 0) {
    const insert = tx.insert(providers).values(list.providers);
    if (!terms.isCharging) await insert.onConflictDoNothing();
    else
      await insert.onConflictDoUpdate({
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
  terms: ListTerms,
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
        state: terms.isCharging ? 'catalogue' : 'listed',
        firstSeenAt: now,
      });
    } else if (terms.isCharging) {
      await refreshModel(tx, row, { name, tier, contextWindow, match }, total);
    }
  }
  const added: ModelRow[] = [];
  for (let start = 0; start < missing.length; start += CHUNK)
    added.push(
      ...(await tx
        .insert(models)
        .values(missing.slice(start, start + CHUNK))
        .returning()),
    );
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
