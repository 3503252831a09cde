import { verb } from '../../access/server/verb';
import { versionInput } from '../policy-verbs-input';
import { auditOf, lockVersion, teamOfVersion, updateVersion } from './policy-rows';

/** Ends a draft that is not wanted any more; its text stays readable. */
export const discardDraft = verb({
  name: 'discardDraft',
  permission: 'routing.draft',
  input: versionInput,
  team: (tx, { versionId }) => teamOfVersion(tx, versionId),
  run: async ({ tx, ctx, input, audit }) => {
    const { policy, version } = await lockVersion(tx, input.versionId, 'draft');
    const ended = await updateVersion(tx, version.id, {
      status: 'retired',
      retiredAt: ctx.now,
      retiredBecause: 'discarded',
    });
    await audit(auditOf('routing.discard', policy, version, ended));
    return { versionId: ended.id.toString() };
  },
});
