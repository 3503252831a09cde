import { and, desc, eq, isNull, max } from 'drizzle-orm';
import type { Queryable, Tx } from '@/db/client';
import { routingPolicies, routingPolicyVersions } from '@/db/schema';
import type { Actor } from '../../access/actor';
import { refusal } from '../../access/fields';
import { notFound } from '../../errors';
import type { PolicyBody, VersionStatus } from '../policy';

export type PolicyRecord = typeof routingPolicies.$inferSelect;
export type VersionRecord = typeof routingPolicyVersions.$inferSelect;

const NO_POLICY = 'There is no such policy.';
const NO_VERSION = 'There is no such version of a policy.';

/** Throws `not_found`. */
export async function teamOfPolicy(db: Queryable, policyId: bigint): Promise<bigint | null> {
  const [row] = await db.select().from(routingPolicies).where(eq(routingPolicies.id, policyId));
  if (!row) throw notFound(NO_POLICY);
  return row.teamId;
}

/** The team of the policy a version is of; throws `not_found`. */
export async function teamOfVersion(db: Queryable, versionId: bigint): Promise<bigint | null> {
  const [row] = await db
    .select({ teamId: routingPolicies.teamId })
    .from(routingPolicyVersions)
    .innerJoin(routingPolicies, eq(routingPolicies.id, routingPolicyVersions.policyId))
    .where(eq(routingPolicyVersions.id, versionId));
  if (!row) throw notFound(NO_VERSION);
  return row.teamId;
}

/** A policy that is not retired, locked until the transaction ends: everything done to a policy takes this lock first. */
export async function lockPolicy(tx: Tx, policyId: bigint): Promise<PolicyRecord> {
  const [row] = await tx.select().from(routingPolicies).where(eq(routingPolicies.id, policyId)).for('update');
  if (!row) throw notFound(NO_POLICY);
  if (row.retiredAt === null) return row;
  throw refusal('conflict', 'policyId', 'policy_retired', 'This policy is retired; draft a new one.');
}

/** A version with its policy, both locked; throws `conflict` where it is not (any more) in `status`. */
export async function lockVersion(
  tx: Tx,
  versionId: bigint,
  status: VersionStatus,
): Promise<{ policy: PolicyRecord; version: VersionRecord }> {
  const [found] = await tx
    .select({ policyId: routingPolicyVersions.policyId })
    .from(routingPolicyVersions)
    .where(eq(routingPolicyVersions.id, versionId));
  if (!found) throw notFound(NO_VERSION);
  const policy = await lockPolicy(tx, found.policyId);
  const [version] = await tx
    .select()
    .from(routingPolicyVersions)
    .where(eq(routingPolicyVersions.id, versionId));
  if (!version) throw notFound(NO_VERSION);
  if (version.status === status) return { policy, version };
  throw refusal(
    'conflict',
    'versionId',
    'wrong_status',
    `This version is ${version.status}, not ${status}. Reload the page to see what happened.`,
  );
}

export async function publishedVersion(db: Queryable, policyId: bigint): Promise<VersionRecord | null> {
  const [row] = await db
    .select()
    .from(routingPolicyVersions)
    .where(and(eq(routingPolicyVersions.policyId, policyId), eq(routingPolicyVersions.status, 'published')));
  return row ?? null;
}

export async function newestVersion(db: Queryable, policyId: bigint): Promise<VersionRecord | null> {
  const [row] = await db
    .select()
    .from(routingPolicyVersions)
    .where(eq(routingPolicyVersions.policyId, policyId))
    .orderBy(desc(routingPolicyVersions.version))
    .limit(1);
  return row ?? null;
}

/** The policy of a team (null: the organisation's) that is not retired. */
export async function livePolicy(tx: Tx, teamId: bigint | null): Promise<PolicyRecord | null> {
  const [row] = await tx
    .select()
    .from(routingPolicies)
    .where(
      and(
        teamId === null ? isNull(routingPolicies.teamId) : eq(routingPolicies.teamId, teamId),
        isNull(routingPolicies.retiredAt),
      ),
    )
    .for('update');
  return row ?? null;
}

interface NewDraft {
  policyId: bigint;
  body: PolicyBody;
  basedOn: number | null;
  /** Beside the actor: who wrote in what it was copied from and was not decided. */
  authorIds?: readonly string[];
  note?: string | null;
}

/** A further version of a locked policy, a draft. */
export async function insertDraft(tx: Tx, actor: Actor, now: Date, draft: NewDraft): Promise<VersionRecord> {
  const [last] = await tx
    .select({ version: max(routingPolicyVersions.version) })
    .from(routingPolicyVersions)
    .where(eq(routingPolicyVersions.policyId, draft.policyId));
  const [row] = await tx
    .insert(routingPolicyVersions)
    .values({
      policyId: draft.policyId,
      version: (last?.version ?? 0) + 1,
      status: 'draft',
      body: draft.body,
      revision: 1,
      note: draft.note ?? null,
      authorIds: [...new Set([...(draft.authorIds ?? []), actor.id])],
      basedOn: draft.basedOn,
      createdByName: actor.name,
      createdAt: now,
      savedByName: actor.name,
      savedAt: now,
    })
    .returning();
  if (!row) throw new Error('The draft was not kept.');
  return row;
}

/** Changes a locked version. */
export async function updateVersion(
  tx: Tx,
  versionId: bigint,
  change: Partial<VersionRecord>,
): Promise<VersionRecord> {
  const [row] = await tx
    .update(routingPolicyVersions)
    .set(change)
    .where(eq(routingPolicyVersions.id, versionId))
    .returning();
  if (!row) throw notFound(NO_VERSION);
  return row;
}

export const bodyOf = (version: VersionRecord): PolicyBody => version.body as PolicyBody;

/** What the audit log keeps of a version; its body where it is what changed. */
const versionForAudit = (version: VersionRecord, withBody = false) => ({
  version: version.version,
  status: version.status,
  note: version.note,
  ...(withBody ? { body: version.body } : {}),
});

/** The entry of something done to one version of a policy. */
export const auditOf = (
  action: string,
  policy: PolicyRecord,
  before: VersionRecord | null,
  after: VersionRecord,
  more: { reason?: string | null; withBody?: boolean } = {},
) => ({
  action,
  subject: { kind: 'routing_policy', id: policy.id.toString() },
  teamId: policy.teamId,
  before: before && versionForAudit(before, more.withBody),
  after: versionForAudit(after, more.withBody),
  reason: more.reason ?? null,
});
