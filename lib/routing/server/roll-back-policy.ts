import { desc, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { routingPolicyVersions, routingPublications } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { policyReasonInput } from '../policy-verbs-input';
import {
  auditOf,
  lockPolicy,
  type PolicyRecord,
  publishedVersion,
  teamOfPolicy,
  type VersionRecord,
} from './policy-rows';
import { putInForce } from './put-in-force';

/** Puts the version that was in force before the present one in force again, as a publication of its own. */
export const rollBackPolicy = verb({
  name: 'rollBackPolicy',
  permission: 'routing.publish',
  input: policyReasonInput,
  team: (tx, { policyId }) => teamOfPolicy(tx, policyId),
  run: async ({ tx, ctx, input, audit }) => {
    const policy = await lockPolicy(tx, input.policyId);
    const former = await formerVersion(tx, policy);
    const published = await putInForce(tx, ctx, policy, former, { kind: 'roll_back', note: input.reason });
    await audit(auditOf('routing.roll_back', policy, former, published ?? former, { reason: input.reason }));
    return { versionId: former.id.toString() };
  },
});

async function formerVersion(tx: Tx, policy: PolicyRecord): Promise<VersionRecord> {
  const present = await publishedVersion(tx, policy.id);
  const history = await tx
    .select({ versionId: routingPublications.versionId })
    .from(routingPublications)
    .where(eq(routingPublications.policyId, policy.id))
    .orderBy(desc(routingPublications.id));
  const former = history.find(({ versionId }) => versionId !== null && versionId !== present?.id);
  const [row] = former?.versionId
    ? await tx.select().from(routingPolicyVersions).where(eq(routingPolicyVersions.id, former.versionId))
    : [];
  if (present && row) return row;
  throw refusal(
    'conflict',
    'policyId',
    'nothing_before',
    'No other version of this policy was in force before, so there is nothing to go back to.',
  );
}
