import { verb } from '../../access/server/verb';
import { submitPolicyInput } from '../policy-verbs-input';
import { assertNoErrors } from './assert-no-errors';
import { auditOf, lockVersion, teamOfVersion, updateVersion } from './policy-rows';

/** Hands a draft in for approval; from then on it does not change. Throws `invalid` where a check finds an error. */
export const submitPolicy = verb({
  name: 'submitPolicy',
  permission: 'routing.submit',
  input: submitPolicyInput,
  team: (tx, { versionId }) => teamOfVersion(tx, versionId),
  run: async ({ tx, ctx, input, audit }) => {
    const { policy, version } = await lockVersion(tx, input.versionId, 'draft');
    await assertNoErrors(tx, ctx.now, { policy, version });
    const submitted = await updateVersion(tx, version.id, {
      status: 'submitted',
      note: input.note === undefined ? version.note : input.note,
      submittedById: ctx.actor.id,
      submittedByName: ctx.actor.name,
      submittedAt: ctx.now,
    });
    await audit(auditOf('routing.submit', policy, version, submitted));
    return { versionId: submitted.id.toString() };
  },
});
