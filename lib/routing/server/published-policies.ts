import { eq } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { routingPolicies, routingPolicyVersions, teams } from '@/db/schema';
import type { PolicyBody } from '../policy';
import { loadSimpleTaskClasses } from './route-catalogue';

interface PublishedPolicy {
  id: string;
  version: number;
  /** Null: the organisation's. */
  teamId: bigint | null;
  body: PolicyBody;
}

/** What decides where calls go, as of one version of the configuration. Immutable. */
export interface PublishedRouting {
  policies: readonly PublishedPolicy[];
  simpleTaskClasses: ReadonlySet<string>;
  /** Keys of the teams, for conditions of rules. Empty where nothing is published. */
  teamKeys: ReadonlyMap<bigint, string>;
}

/** The versions in force. Read it in the snapshot of the budgets, whose version every publication raises. */
export async function loadPublishedRouting(db: Queryable): Promise<PublishedRouting> {
  const policies = await db
    .select({
      id: routingPolicies.id,
      teamId: routingPolicies.teamId,
      version: routingPolicyVersions.version,
      body: routingPolicyVersions.body,
    })
    .from(routingPolicyVersions)
    .innerJoin(routingPolicies, eq(routingPolicies.id, routingPolicyVersions.policyId))
    .where(eq(routingPolicyVersions.status, 'published'));
  if (policies.length === 0) return NOTHING_PUBLISHED;
  const keys = await db.select({ id: teams.id, key: teams.key }).from(teams);
  return {
    policies: policies.map((row) => ({ ...row, id: row.id.toString(), body: row.body as PolicyBody })),
    simpleTaskClasses: await loadSimpleTaskClasses(db),
    teamKeys: new Map(keys.map(({ id, key }) => [id, key])),
  };
}

const NOTHING_PUBLISHED: PublishedRouting = {
  policies: [],
  simpleTaskClasses: new Set(),
  teamKeys: new Map(),
};
