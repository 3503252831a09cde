import { and, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { tags, teams } from '@/db/schema';
import { refusal } from '../../access/fields';
import type { NewTagRule } from '../tag-input';
import type { Taxonomy } from './load-taxonomy';

/** Refuses a rule on a tag nobody registered, onto a team that does not exist, or that repeats or feeds another rule. */
export async function checkTagRule(db: Queryable, taxonomy: Taxonomy, rule: NewTagRule): Promise<void> {
  const known = new Set(taxonomy.tags.map((tag) => tag.key));
  for (const key of [rule.tag, ...Object.keys(rule.condition)])
    if (!known.has(key))
      throw refusal(
        'invalid',
        key === rule.tag ? 'tag' : 'condition',
        'unknown_tag',
        `The tag ${key} is not registered.`,
      );
  if (rule.tag === 'team') {
    const [team] = await db
      .select({ id: teams.id })
      .from(teams)
      .where(and(eq(teams.key, rule.toValue), isNull(teams.archivedAt)));
    if (!team) throw refusal('invalid', 'toValue', 'unknown_team', `There is no team ${rule.toValue}.`);
  }
  const onward = taxonomy.rules.find(
    (other) =>
      other.tag === rule.tag && other.fromValue === rule.toValue && Object.keys(other.condition).length === 0,
  );
  if (onward)
    throw refusal(
      'conflict',
      'toValue',
      'mapped_on',
      `${rule.toValue} is itself mapped to ${onward.toValue}; map straight to ${onward.toValue}.`,
    );
}

/** The registered tag, or `not_found`. */
export async function findTag(db: Queryable, key: string) {
  const [tag] = await db.select().from(tags).where(eq(tags.key, key));
  if (!tag) throw refusal('not_found', 'tag', 'unknown_tag', `The tag ${key} is not registered.`);
  return tag;
}
