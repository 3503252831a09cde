import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { models, priceLists, providers } from '@/db/schema';
import { refusal } from '../../access/fields';
import { uploadId, uploadPath, uploadSize } from '../../usage/server/uploads';
import { differingClasses } from '../differing-classes';
import type { ListDiff, ListDiffRow } from '../list-diff';
import { type LitellmReading, litellmList } from '../lists/litellm';
import { isEntry } from '../lists/litellm-rates';
import { LITELLM_LIST } from '../lists/published-list';
import { ratesKey, type StoredVersion } from '../plan-versions';
import type { Rates } from '../rates';
import { type CurrentRates, currentRates } from './current-rates';
import { storedVersions } from './keep-versions';

/** Far above the published file, which has 1.5 MB. */
export const MAX_PRICE_MAP_BYTES = 16 * 1024 * 1024;
const SHOWN = 500;
const EXAMPLES = 20;
/** What changed, then what is new: first where the book says another price. */
const SHOW_FIRST = [
  ['changed', null],
  ['new', 'differs'],
  ['new', 'same'],
  ['new', 'none'],
] as const;

/** A price map as text, or as the upload it waits in. */
export const priceMapInput = z.union([
  z.object({ uploadId }),
  z.object({ text: z.string().min(2).max(MAX_PRICE_MAP_BYTES) }),
]);

export interface PriceMap extends LitellmReading {
  digest: string;
}

/** Reads a LiteLLM price map with the catalogue's writing of names. Refused where the file is none. */
export async function readPriceMap(db: Queryable, source: z.output<typeof priceMapInput>): Promise<PriceMap> {
  const text = await textOf(source);
  const json = parse(text);
  const known = await db
    .select({ provider: providers.key, key: models.key })
    .from(models)
    .innerJoin(providers, eq(providers.id, models.providerId))
    .where(isNull(models.resolvedModelId));
  const spelling = new Map(known.map((row) => [`${row.provider}\u0000${row.key.toLowerCase()}`, row.key]));
  const reading = litellmList(json, (provider, key) => spelling.get(`${provider}\u0000${key.toLowerCase()}`));
  if (reading.list.models.length === 0)
    throw refusal(
      'invalid',
      'file',
      'no_prices',
      'No entry of this file has a price per token: is it a price map?',
    );
  return { ...reading, digest: createHash('sha256').update(text).digest('hex') };
}

async function textOf(source: z.output<typeof priceMapInput>): Promise<string> {
  if ('text' in source) return source.text;
  if ((await uploadSize(source.uploadId)) > MAX_PRICE_MAP_BYTES)
    throw refusal('too_large', 'file', 'file_too_large', 'A price map has at most 16 MB.');
  return readFile(uploadPath(source.uploadId), 'utf8');
}

function parse(text: string): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = null;
  }
  if (!isEntry(json))
    throw refusal('invalid', 'file', 'not_json', 'This is not a JSON object of models and their prices.');
  return json;
}

/** Whether the list is there already, and charges. */
export async function litellmRow(db: Queryable) {
  const [row] = await db.select().from(priceLists).where(eq(priceLists.key, LITELLM_LIST));
  return row ?? null;
}

/** What bringing the map in would do: model by model against what the list said, and against what charges now. */
export async function diffPriceMap(db: Queryable, map: PriceMap, now: Date): Promise<ListDiff> {
  const row = await litellmRow(db);
  const stored = row ? await storedVersions(db, row.id) : new Map<bigint, StoredVersion[]>();
  const current = await currentRates(db, now);
  const ids = await modelIds(db);
  const rows = map.list.models.map(({ providerKey, key, versions }): ListDiffRow => {
    const modelId = ids.get(`${providerKey}/${key}`);
    const before = modelId === undefined ? null : inForce(stored.get(modelId) ?? [], now);
    const after = versions[0]?.rates ?? { prices: {} };
    const same = before !== null && ratesKey(before) === ratesKey(after);
    return {
      label: `${providerKey}/${key}`,
      state: before === null ? 'new' : same ? 'unchanged' : 'changed',
      before: same ? null : before,
      after,
      book: besideBook(modelId === undefined ? [] : (current.get(modelId) ?? []), after),
    };
  });
  const listed = new Set(map.list.models.map(({ providerKey, key }) => `${providerKey}/${key}`));
  const named = new Map([...ids].map(([label, id]) => [id, label]));
  const missing = [...stored.keys()].filter((id) => !listed.has(named.get(id) ?? '')).length;
  const tally = (state: ListDiffRow['state']) => rows.filter((one) => one.state === state).length;
  const beside = (book: ListDiffRow['book']) => rows.filter((one) => one.book === book).length;
  return {
    digest: map.digest,
    publishedOn: map.list.publishedOn,
    isCharging: row?.isCharging ?? false,
    counts: {
      ...{ new: tally('new'), changed: tally('changed'), unchanged: tally('unchanged') },
      ...{ unreadable: map.unreadable.length, repeated: map.repeated, missing },
    },
    book: { same: beside('same'), differs: beside('differs'), none: beside('none') },
    rows: SHOW_FIRST.flatMap(([state, book]) =>
      rows.filter((one) => one.state === state && (book === null || one.book === book)),
    ).slice(0, SHOWN),
    unreadable: byReason(map),
  };
}

async function modelIds(db: Queryable): Promise<Map<string, bigint>> {
  const rows = await db
    .select({ id: models.id, key: models.key, provider: providers.key })
    .from(models)
    .innerJoin(providers, eq(providers.id, models.providerId));
  return new Map(rows.map((row) => [`${row.provider}/${row.key}`, row.id]));
}

function inForce(
  versions: readonly { from: Date | null; to: Date | null; rates: Rates }[],
  now: Date,
): Rates | null {
  const found = versions.find(({ from, to }) => (!from || from <= now) && (!to || now < to));
  return found?.rates ?? null;
}

function besideBook(entries: readonly CurrentRates[], after: Rates): ListDiffRow['book'] {
  const list = entries.find(
    (entry) => entry.isCharging && !entry.isContract && entry.listKey !== LITELLM_LIST,
  );
  if (!list) return 'none';
  return differingClasses(list.rates, after).length > 0 ? 'differs' : 'same';
}

function byReason({ unreadable }: PriceMap): ListDiff['unreadable'] {
  const reasons = [...new Set(unreadable.map(({ reason }) => reason))];
  return reasons
    .map((reason) => {
      const some = unreadable.filter((entry) => entry.reason === reason);
      const examples = some
        .slice(0, EXAMPLES)
        .map(({ key, detail }) => (detail ? `${key} (${detail})` : key));
      return { reason, count: some.length, examples };
    })
    .sort((a, b) => b.count - a.count);
}
