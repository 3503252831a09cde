import { and, eq, inArray } from 'drizzle-orm';
import { routingPolicies, routingPolicyVersions } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { policyReasonInput } from '../policy-verbs-input';
import { lockPolicy, publishedVersion, teamOfPolicy } from './policy-rows';
import { putInForce } from './put-in-force';

/** Ends a policy with everything open in it: its calls go to the organisation's policy, or where they ask to go. */
export const retirePolicy = verb({
  name: 'retirePolicy',
  permission: 'routing.publish',
  input: policyReasonInput,
  team: (tx, { policyId }) => teamOfPolicy(tx, policyId),
  run: async ({ tx, ctx, input, audit }) => {
    const policy = await lockPolicy(tx, input.policyId);
    const published = await publishedVersion(tx, policy.id);
    if (published) await putInForce(tx, ctx, policy, null, { kind: 'retire', note: input.reason });
    await tx
      .update(routingPolicyVersions)
      .set({ status: 'retired', retiredAt: ctx.now, retiredBecause: 'policy_retired' })
      .where(
        and(
          eq(routingPolicyVersions.policyId, policy.id),
          inArray(routingPolicyVersions.status, ['draft', 'submitted', 'approved']),
        ),
      );
    await tx.update(routingPolicies).set({ retiredAt: ctx.now }).where(eq(routingPolicies.id, policy.id));
    await audit({
      action: 'routing.retire',
      subject: { kind: 'routing_policy', id: policy.id.toString() },
      teamId: policy.teamId,
      before: { name: policy.name, published: published?.version ?? null },
      after: { name: policy.name, retiredAt: ctx.now },
      reason: input.reason,
    });
    return { policyId: policy.id.toString() };
  },
});
