import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Queryable, Tx } from '@/db/client';
import { attributions, teams } from '@/db/schema';
import { applyTagRules, toEffectiveColumns } from '../tag-rules';
import type { Taxonomy } from './load-taxonomy';

interface Effective {
  team: string;
  feature: string | null;
  workflow: string | null;
  customer_segment: string | null;
  business_process: string | null;
  environment: string | null;
  region: string | null;
  freeTags: Record<string, string>;
}

export interface AttributionChange {
  id: bigint;
  before: Effective;
  after: Effective;
}

const CHUNK = 5_000;

/** Attributions a rule on this reported value can touch. */
export const reportedAs = (tag: string, value: string | null): SQL =>
  value === null
    ? sql`not jsonb_exists(${attributions.reported}, ${tag})`
    : sql`${attributions.reported} ->> ${tag} = ${value}`;

/** What the rules and tags of `taxonomy` would change about the attributions that `where` selects. */
export async function attributionChanges(
  db: Queryable,
  taxonomy: Taxonomy,
  where?: SQL,
): Promise<AttributionChange[]> {
  const changes: AttributionChange[] = [];
  let after = 0n;
  for (;;) {
    const rows = await db
      .select({ attribution: attributions, teamKey: teams.key })
      .from(attributions)
      .innerJoin(teams, eq(teams.id, attributions.teamId))
      .where(and(sql`${attributions.id} > ${after}`, where))
      .orderBy(asc(attributions.id))
      .limit(CHUNK);
    for (const { attribution, teamKey } of rows) {
      after = attribution.id;
      const before: Effective = {
        team: teamKey,
        feature: attribution.feature,
        workflow: attribution.workflow,
        customer_segment: attribution.customerSegment,
        business_process: attribution.businessProcess,
        environment: attribution.environment,
        region: attribution.region,
        freeTags: attribution.freeTags,
      };
      const columns = toEffectiveColumns(
        applyTagRules(attribution.reported, taxonomy.rules),
        taxonomy.freeTagKeys,
      );
      const next: Effective = { team: columns.team ?? teamKey, ...columns.tags, freeTags: columns.freeTags };
      if (!same(before, next)) changes.push({ id: attribution.id, before, after: next });
    }
    if (rows.length < CHUNK) return changes;
  }
}

function same(a: Effective, b: Effective): boolean {
  const flat = ({ freeTags, ...columns }: Effective) =>
    JSON.stringify([columns, Object.entries(freeTags).sort(([x], [y]) => (x < y ? -1 : 1))]);
  return flat(a) === flat(b);
}

/** The effective value of one tag, standard or free. */
export const effectiveValue = (effective: Effective, tag: string): string | null => {
  const { freeTags, ...columns } = effective;
  return (columns as Record<string, string | null>)[tag] ?? freeTags[tag] ?? null;
};

/** Writes changed effective columns. Events and rollups stay as they are: splits read these columns. */
export async function applyAttributionChanges(tx: Tx, changes: readonly AttributionChange[]): Promise<void> {
  const keys = [...new Set(changes.map((change) => change.after.team))];
  const found = keys.length > 0 ? await tx.select().from(teams).where(inArray(teams.key, keys)) : [];
  const teamIds = new Map(found.map((team) => [team.key, team.id]));
  for (const { id, after } of changes) {
    const teamId = teamIds.get(after.team);
    if (teamId === undefined) throw new Error(`The team ${after.team} has no row.`);
    await tx
      .update(attributions)
      .set({
        teamId,
        feature: after.feature,
        workflow: after.workflow,
        customerSegment: after.customer_segment,
        businessProcess: after.business_process,
        environment: after.environment,
        region: after.region,
        freeTags: after.freeTags,
      })
      .where(eq(attributions.id, id));
  }
}
