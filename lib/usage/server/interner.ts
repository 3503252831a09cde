import { inArray } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { models, providers, sources, teams, usageUsers } from '@/db/schema';
import { internAttributions } from './intern-attributions';
import { pseudonymOf } from './pseudonym';

/**
 * Ids of what events name, kept in memory. New names are created in transactions of their own before the
 * events' transaction, sorted, so a rolled back batch never leaves an id in memory that is not in the
 * database, and two processes never wait for each other in a circle.
 * Ids are numbers here: they are sequence values far below 2⁵³.
 */
export interface Interner {
  teams: ReadonlyMap<string, number>;
  sources: ReadonlyMap<string, number>;
  users: ReadonlyMap<string, number>;
  /** By {@link modelKey}. */
  models: ReadonlyMap<string, number>;
  /** By the key of a TagSet; the same tags in another order are a second key for the same row. */
  attributions: ReadonlyMap<string, number>;
  ensureTeams(keys: Iterable<string>): Promise<void>;
  ensureSources(keys: Iterable<string>): Promise<void>;
  ensureUsers(ids: Iterable<string>): Promise<void>;
  ensureModels(wanted: ReadonlyMap<string, { provider: string | null; model: string }>): Promise<void>;
  ensureAttributions(wanted: ReadonlyMap<string, Readonly<Record<string, string>>>): Promise<void>;
  /** Forgets everything: ids are read again. */
  clear(): void;
}

const CHUNK = 5_000;
/** Beyond this many entries a cache starts again empty. */
const CACHE_LIMIT = 200_000;
const UNKNOWN_PROVIDER = 'unknown';

export const modelKey = (provider: string | null, model: string): string =>
  `${(provider ?? UNKNOWN_PROVIDER).toLowerCase()}\n${model}`;

/** Sorted, so that every process creates names in one order. */
function missingFrom(cache: Map<string, number>, wanted: Iterable<string>): string[] {
  const keys = [...new Set(wanted)];
  if (cache.size + keys.length > CACHE_LIMIT) cache.clear();
  return keys.filter((key) => !cache.has(key)).sort();
}

interface IdRow {
  id: bigint;
  key: string;
}

/** Reads the ids of `keys`, creates those that are not there, and reads again what another process created. */
async function internInto(
  cache: Map<string, number>,
  keys: string[],
  find: (keys: string[]) => Promise<IdRow[]>,
  create: (keys: string[]) => Promise<IdRow[]>,
  cacheKey: (key: string) => string = (key) => key,
): Promise<void> {
  for (let start = 0; start < keys.length; start += CHUNK) {
    let left = keys.slice(start, start + CHUNK);
    for (const step of [find, create, find]) {
      if (left.length === 0) break;
      for (const row of await step(left)) cache.set(cacheKey(row.key), Number(row.id));
      left = left.filter((key) => !cache.has(cacheKey(key)));
    }
  }
}

export function createInterner(options: { db: Db; secret: string; now: () => Date }): Interner {
  const { db, now } = options;
  const caches = {
    teams: new Map<string, number>(),
    sources: new Map<string, number>(),
    users: new Map<string, number>(),
    models: new Map<string, number>(),
    attributions: new Map<string, number>(),
  };

  async function ensureTeams(keys: Iterable<string>): Promise<void> {
    const firstSeenAt = now();
    await internInto(
      caches.teams,
      missingFrom(caches.teams, keys),
      (some) => db.select({ id: teams.id, key: teams.key }).from(teams).where(inArray(teams.key, some)),
      (some) =>
        db
          .insert(teams)
          .values(some.map((key) => ({ key, name: key, firstSeenAt })))
          .onConflictDoNothing()
          .returning({ id: teams.id, key: teams.key }),
    );
  }

  async function ensureSources(keys: Iterable<string>): Promise<void> {
    const firstSeenAt = now();
    await internInto(
      caches.sources,
      missingFrom(caches.sources, keys),
      (some) =>
        db.select({ id: sources.id, key: sources.key }).from(sources).where(inArray(sources.key, some)),
      (some) =>
        db
          .insert(sources)
          .values(some.map((key) => ({ key, firstSeenAt })))
          .onConflictDoNothing()
          .returning({ id: sources.id, key: sources.key }),
    );
  }

  async function ensureUsers(ids: Iterable<string>): Promise<void> {
    const missing = missingFrom(caches.users, ids);
    const idOf = new Map(missing.map((id) => [pseudonymOf(options.secret, id), id]));
    const columns = { id: usageUsers.id, key: usageUsers.pseudonym };
    await internInto(
      caches.users,
      [...idOf.keys()].sort(),
      (some) => db.select(columns).from(usageUsers).where(inArray(usageUsers.pseudonym, some)),
      (some) =>
        db
          .insert(usageUsers)
          .values(some.map((pseudonym) => ({ pseudonym })))
          .onConflictDoNothing()
          .returning(columns),
      (pseudonym) => idOf.get(pseudonym) ?? pseudonym,
    );
  }

  async function ensureProvider(key: string): Promise<bigint> {
    const find = () =>
      db
        .select({ id: providers.id })
        .from(providers)
        .where(inArray(providers.key, [key]));
    const [found] = await find();
    if (found) return found.id;
    await db.insert(providers).values({ key, name: key }).onConflictDoNothing();
    const [created] = await find();
    if (!created) throw new Error(`The provider ${key} could not be created.`);
    return created.id;
  }

  /** Names that no catalogue knows: kept as `unrecognised` models, which the Data page asks someone to fix. */
  async function ensureModels(
    wanted: ReadonlyMap<string, { provider: string | null; model: string }>,
  ): Promise<void> {
    const firstSeenAt = now();
    for (const key of missingFrom(caches.models, wanted.keys())) {
      const named = wanted.get(key);
      if (!named) continue;
      const providerId = await ensureProvider((named.provider ?? UNKNOWN_PROVIDER).toLowerCase());
      await db
        .insert(models)
        .values({ providerId, key: named.model, name: named.model, state: 'unrecognised', firstSeenAt })
        .onConflictDoNothing();
      const rows = await db
        .select({ id: models.id, providerId: models.providerId })
        .from(models)
        .where(inArray(models.key, [named.model]));
      const row = rows.find((candidate) => candidate.providerId === providerId);
      if (row) caches.models.set(key, Number(row.id));
    }
  }

  async function ensureAttributions(
    wanted: ReadonlyMap<string, Readonly<Record<string, string>>>,
  ): Promise<void> {
    const missing = missingFrom(caches.attributions, wanted.keys());
    const reported = missing.map((key) => wanted.get(key) ?? {});
    const ids = await internAttributions(db, reported, now());
    missing.forEach((key, index) => {
      const id = ids[index];
      if (id !== undefined) caches.attributions.set(key, id);
    });
  }

  return {
    ...caches,
    ensureTeams,
    ensureSources,
    ensureUsers,
    ensureModels,
    ensureAttributions,
    clear: () => {
      for (const cache of Object.values(caches)) cache.clear();
    },
  };
}
