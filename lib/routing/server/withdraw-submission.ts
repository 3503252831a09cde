import { verb } from '../../access/server/verb';
import { versionInput } from '../policy-verbs-input';
import { auditOf, lockVersion, teamOfVersion } from './policy-rows';
import { reopenAsDraft } from './reopen-draft';

/** Takes back a version nobody decided yet. What was handed in stays as it was; a new draft of it is opened. */
export const withdrawSubmission = verb({
  name: 'withdrawSubmission',
  permission: 'routing.submit',
  input: versionInput,
  team: (tx, { versionId }) => teamOfVersion(tx, versionId),
  run: async ({ tx, ctx, input, audit }) => {
    const found = await lockVersion(tx, input.versionId, 'submitted');
    const { ended, draft } = await reopenAsDraft(tx, ctx, found, 'withdrawn', null);
    await audit(auditOf('routing.withdraw', found.policy, found.version, ended));
    return { versionId: draft.id.toString() };
  },
});
