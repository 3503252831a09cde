import { verb } from '../../access/server/verb';
import { approvePolicyInput } from '../policy-verbs-input';
import { assertNoErrors } from './assert-no-errors';
import { assertNotOwnWork } from './own-work';
import { auditOf, lockVersion, teamOfVersion, updateVersion } from './policy-rows';

const REMEDY = 'Put that right or measure again, or send the version back: it goes on as a draft.';

/**
 * Approves a version that was handed in. Throws `forbidden` for its own authors and who submitted it, and `invalid`
 * where a check finds an error by now: evidence and prices may have changed since.
 */
export const approvePolicy = verb({
  name: 'approvePolicy',
  permission: 'routing.approve',
  input: approvePolicyInput,
  team: (tx, { versionId }) => teamOfVersion(tx, versionId),
  run: async ({ tx, ctx, input, audit }) => {
    const { policy, version } = await lockVersion(tx, input.versionId, 'submitted');
    assertNotOwnWork(ctx.actor, version);
    await assertNoErrors(tx, ctx.now, { policy, version }, REMEDY);
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
