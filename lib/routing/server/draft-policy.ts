import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { routingPolicies, routingPolicyVersions, teams } from '@/db/schema';
import { refusal } from '../../access/fields';
import type { Ctx } from '../../access/server/context';
import { verb } from '../../access/server/verb';
import { notFound } from '../../errors';
import { EMPTY_POLICY } from '../policy';
import { draftPolicyInput } from '../policy-verbs-input';
import {
  auditOf,
  bodyOf,
  insertDraft,
  livePolicy,
  newestVersion,
  type PolicyRecord,
  publishedVersion,
  type VersionRecord,
} from './policy-rows';

/** A new draft of a scope's policy, which is made where there is none. */
export const draftPolicy = verb({
  name: 'draftPolicy',
  permission: 'routing.draft',
  input: draftPolicyInput,
  team: (_, { teamId }) => teamId,
  run: async ({ tx, ctx, input, audit }) => {
    const policy = (await livePolicy(tx, input.teamId)) ?? (await insertPolicy(tx, ctx, input));
    const base = await baseOf(tx, policy, input.fromVersionId);
    const version = await insertDraft(tx, ctx.actor, ctx.now, {
      policyId: policy.id,
      body: base ? bodyOf(base) : EMPTY_POLICY,
      basedOn: base?.version ?? null,
      // What nobody approved yet is still its authors' work.
      authorIds: base?.approvedAt ? [] : (base?.authorIds ?? []),
    });
    await audit(auditOf('routing.draft', policy, null, version));
    return { policyId: policy.id.toString(), versionId: version.id.toString() };
  },
});

async function insertPolicy(
  tx: Tx,
  ctx: Ctx,
  { teamId, name }: { teamId: bigint | null; name?: string },
): Promise<PolicyRecord> {
  const [team] = teamId === null ? [] : await tx.select().from(teams).where(eq(teams.id, teamId));
  if (teamId !== null && !team) throw notFound('There is no such team.');
  if (team?.archivedAt) throw refusal('invalid', 'teamId', 'team_archived', 'This team is archived.');
  const [policy] = await tx
    .insert(routingPolicies)
    .values({
      teamId,
      name: name ?? team?.name ?? 'Organisation',
      createdByName: ctx.actor.name,
      createdAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning();
  if (policy) return policy;
  const other = await livePolicy(tx, teamId);
  if (!other) throw new Error('The policy was not kept.');
  return other;
}

async function baseOf(tx: Tx, policy: PolicyRecord, versionId?: bigint): Promise<VersionRecord | null> {
  if (versionId === undefined)
    return (await publishedVersion(tx, policy.id)) ?? (await newestVersion(tx, policy.id));
  const [row] = await tx
    .select()
    .from(routingPolicyVersions)
    .where(and(eq(routingPolicyVersions.id, versionId), eq(routingPolicyVersions.policyId, policy.id)));
  if (!row) throw notFound('There is no such version of this policy.');
  return row;
}
