import { verb } from '../../access/server/verb';
import { rejectPolicyInput } from '../policy-verbs-input';
import { auditOf, lockVersion, teamOfVersion } from './policy-rows';
import { reopenAsDraft } from './reopen-draft';

/** Sends a version back with the reason; a new draft of it is opened for its authors. */
export const rejectPolicy = verb({
  name: 'rejectPolicy',
  permission: 'routing.approve',
  input: rejectPolicyInput,
  team: (tx, { versionId }) => teamOfVersion(tx, versionId),
  run: async ({ tx, ctx, input, audit }) => {
    const found = await lockVersion(tx, input.versionId, 'submitted');
    const { ended, draft } = await reopenAsDraft(tx, ctx, found, 'rejected', input.note);
    await audit(auditOf('routing.reject', found.policy, found.version, ended, { reason: input.note }));
    return { versionId: draft.id.toString() };
  },
});
