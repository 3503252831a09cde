import { eq } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { routingPolicies, routingPolicyVersions, teams } from '@/db/schema';
import type { PolicyBody } from '../policy';
import type { BarEvidence } from '../quality-bar';
import { hasBar, loadEvidenceByOwner } from './bar-evidence';
import { type ClassSettings, loadClassSettings, NO_CLASS_SETTINGS } from './class-settings';
import { loadSimpleTaskClasses } from './route-catalogue';

interface PublishedPolicy {
  id: string;
  version: number;
  /** Null: the organisation's. */
  teamId: bigint | null;
  body: PolicyBody;
  /** What its quality bars are held against; empty where it has none. */
  evidence: readonly BarEvidence[];
}

/** What decides where calls go, as of one version of the configuration. Immutable. */
export interface PublishedRouting {
  policies: readonly PublishedPolicy[];
  simpleTaskClasses: ReadonlySet<string>;
  /** Keys of the teams, for conditions of rules. Empty where nothing is published. */
  teamKeys: ReadonlyMap<bigint, string>;
  /** For calls that declare no class. */
  classes: ClassSettings;
}

/** The versions in force. Read it in the snapshot of the budgets, whose version every publication and new evidence raises. */
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
  const rows = policies.map((row) => ({ ...row, id: row.id.toString(), body: row.body as PolicyBody }));
  const evidenceOf = rows.some(({ body }) => hasBar(body)) ? await loadEvidenceByOwner(db) : null;
  return {
    policies: rows.map((row) => ({
      ...row,
      evidence: hasBar(row.body) ? (evidenceOf?.(row.teamId) ?? []) : [],
    })),
    simpleTaskClasses: await loadSimpleTaskClasses(db),
    teamKeys: new Map(keys.map(({ id, key }) => [id, key])),
    classes: await loadClassSettings(db),
  };
}

const NOTHING_PUBLISHED: PublishedRouting = {
  policies: [],
  simpleTaskClasses: new Set(),
  teamKeys: new Map(),
  classes: NO_CLASS_SETTINGS,
};
