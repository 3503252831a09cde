import { asc, isNull, sql } from 'drizzle-orm';
import type { Queryable, Tx } from '@/db/client';
import { tagRules, tags } from '@/db/schema';
import type { TagRule } from '../tag-rules';
import type { TagDefinition } from '../taxonomy';

/** Any fixed number: interning shares it, changing a rule holds it alone. */
const TAXONOMY_LOCK = 7_318_004;

/** Sent on NOTIFY after any change of tags or rules. */
export const TAXONOMY_CHANNEL = 'tollgate_taxonomy';

export interface Taxonomy {
  tags: TagDefinition[];
  freeTagKeys: string[];
  rules: TagRule[];
}

/** The registered tags and the rules in force. */
export async function loadTaxonomy(db: Queryable): Promise<Taxonomy> {
  const definitions = await db.select().from(tags).orderBy(asc(tags.position), asc(tags.key));
  const rules = await db.select().from(tagRules).where(isNull(tagRules.retiredAt)).orderBy(asc(tagRules.id));
  return {
    tags: definitions.map((row) => ({ ...row, kind: row.kind === 'standard' ? 'standard' : 'free' })),
    freeTagKeys: definitions.filter((row) => row.kind !== 'standard').map((row) => row.key),
    rules,
  };
}

/**
 * For interning a new attribution: call inside the inserting transaction, so that no rule changes between
 * reading the rules and inserting what they decide.
 */
export async function loadTaxonomyForInterning(tx: Tx): Promise<Taxonomy> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${TAXONOMY_LOCK})`);
  return loadTaxonomy(tx);
}

/** For changing a rule or registering a tag: waits for interning in flight and holds off the next. */
export async function lockTaxonomy(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${TAXONOMY_LOCK})`);
}

export const notifyTaxonomy = (tx: Tx): Promise<unknown> =>
  tx.execute(sql`select pg_notify('tollgate_taxonomy', '')`);
