import { verb } from '../../access/server/verb';
import { approvePolicyInput } from '../policy-verbs-input';
import { assertNotOwnWork } from './own-work';
import { auditOf, lockVersion, teamOfVersion, updateVersion } from './policy-rows';

/** Approves a version that was handed in. Throws `forbidden` for its own authors and who submitted it. */
export const approvePolicy = verb({
  name: 'approvePolicy',
  permission: 'routing.approve',
  input: approvePolicyInput,
  team: (tx, { versionId }) => teamOfVersion(tx, versionId),
  run: async ({ tx, ctx, input, audit }) => {
    const { policy, version } = await lockVersion(tx, input.versionId, 'submitted');
    assertNotOwnWork(ctx.actor, version);
    const approved = await updateVersion(tx, version.id, {
      status: 'approved',
      approvedById: ctx.actor.id,
      approvedByName: ctx.actor.name,
      approvedAt: ctx.now,
      decisionNote: input.note ?? null,
    });
    await audit(auditOf('routing.approve', policy, version, approved, { reason: input.note }));
    return { versionId: approved.id.toString() };
  },
});
