import { createHash } from 'node:crypto';
import { inArray } from 'drizzle-orm';
import type { Db, Tx } from '@/db/client';
import { attributions, tagValues, teams } from '@/db/schema';
import { canonicalJson } from '../../access/audit-entry';
import { applyTagRules, type EffectiveColumns, toEffectiveColumns } from '../tag-rules';
import { loadTaxonomyForInterning, type Taxonomy } from './load-taxonomy';

const CHUNK = 2_000;

/** SHA-256 of the reported tags in canonical JSON: the identity of an attribution. */
export const attributionDigest = (reported: Readonly<Record<string, string>>): string =>
  createHash('sha256').update(canonicalJson(reported)).digest('hex');

interface New {
  digest: string;
  reported: Readonly<Record<string, string>>;
  effective: EffectiveColumns;
}

async function teamIds(tx: Tx, keys: Set<string>, now: Date): Promise<Map<string, bigint>> {
  const sorted = [...keys].sort();
  const find = () =>
    tx.select({ id: teams.id, key: teams.key }).from(teams).where(inArray(teams.key, sorted));
  let rows = await find();
  if (rows.length < sorted.length) {
    const known = new Set(rows.map((row) => row.key));
    await tx
      .insert(teams)
      .values(sorted.filter((key) => !known.has(key)).map((key) => ({ key, name: key, firstSeenAt: now })))
      .onConflictDoNothing();
    rows = await find();
  }
  return new Map(rows.map((row) => [row.key, row.id]));
}

/** Values nobody declared yet wait in the untagged queue. Team is left out: it has its own table. */
async function noteTagValues(tx: Tx, news: readonly New[], now: Date): Promise<void> {
  const seen = new Map<string, { tag: string; value: string }>();
  for (const { effective } of news) {
    for (const [tag, value] of Object.entries({ ...effective.tags, ...effective.freeTags })) {
      if (value !== null) seen.set(`${tag}\n${value}`, { tag, value });
    }
  }
  const sorted = [...seen].sort(([a], [b]) => (a < b ? -1 : 1));
  for (let start = 0; start < sorted.length; start += CHUNK) {
    await tx
      .insert(tagValues)
      .values(
        sorted
          .slice(start, start + CHUNK)
          .map(([, value]) => ({ ...value, state: 'pending', firstSeenAt: now })),
      )
      .onConflictDoNothing();
  }
}

function withEffective(reported: Readonly<Record<string, string>>, digest: string, taxonomy: Taxonomy): New {
  const effective = toEffectiveColumns(applyTagRules(reported, taxonomy.rules), taxonomy.freeTagKeys);
  return { digest, reported, effective };
}

async function createRows(tx: Tx, news: New[], now: Date): Promise<void> {
  const keys = new Set<string>();
  for (const { reported, effective } of news) {
    keys.add(reported.team ?? '');
    keys.add(effective.team ?? reported.team ?? '');
  }
  const ids = await teamIds(tx, keys, now);
  const idOf = (key: string | null | undefined): bigint => {
    const id = ids.get(key ?? '');
    if (id === undefined) throw new Error(`The team ${key} could not be created.`);
    return id;
  };
  await noteTagValues(tx, news, now);
  await tx
    .insert(attributions)
    .values(
      news.map(({ digest, reported, effective }) => ({
        digest,
        reported: { ...reported },
        reportedTeamId: idOf(reported.team),
        teamId: idOf(effective.team ?? reported.team),
        feature: effective.tags.feature,
        workflow: effective.tags.workflow,
        customerSegment: effective.tags.customer_segment,
        businessProcess: effective.tags.business_process,
        environment: effective.tags.environment,
        region: effective.tags.region,
        freeTags: effective.freeTags,
      })),
    )
    .onConflictDoNothing();
}

/**
 * Ids of the attributions of these reported tag sets (each names a team), in their order; new ones are created
 * with the tag rules in force. The taxonomy cannot change between reading the rules and committing the rows.
 */
export async function internAttributions(
  db: Pick<Db, 'select' | 'transaction'>,
  reported: readonly Readonly<Record<string, string>>[],
  now: Date,
): Promise<number[]> {
  if (reported.length === 0) return [];
  const digests = reported.map(attributionDigest);
  const ids = new Map<string, number>();
  const read = async (wanted: string[]) => {
    for (let start = 0; start < wanted.length; start += CHUNK) {
      const rows = await db
        .select({ id: attributions.id, digest: attributions.digest })
        .from(attributions)
        .where(inArray(attributions.digest, wanted.slice(start, start + CHUNK)));
      for (const row of rows) ids.set(row.digest, Number(row.id));
    }
  };
  await read([...new Set(digests)]);
  const missing = new Map<string, Readonly<Record<string, string>>>();
  digests.forEach((digest, index) => {
    const tags = reported[index];
    if (tags && !ids.has(digest)) missing.set(digest, tags);
  });
  const sorted = [...missing].sort(([a], [b]) => (a < b ? -1 : 1));
  for (let start = 0; start < sorted.length; start += CHUNK) {
    const some = sorted.slice(start, start + CHUNK);
    await db.transaction(async (tx) => {
      const taxonomy = await loadTaxonomyForInterning(tx);
      await createRows(
        tx,
        some.map(([digest, tags]) => withEffective(tags, digest, taxonomy)),
        now,
      );
    });
    await read(some.map(([digest]) => digest));
  }
  return digests.map((digest) => {
    const id = ids.get(digest);
    if (id === undefined) throw new Error('An attribution could not be created.');
    return id;
  });
}
