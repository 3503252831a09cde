import { verb } from '../../access/server/verb';
import { invalid } from '../../errors';
import { checkPolicy } from '../checks';
import { submitPolicyInput } from '../policy-verbs-input';
import { loadCheckContext } from './check-context';
import { auditOf, bodyOf, lockVersion, teamOfVersion, updateVersion } from './policy-rows';

/** Hands a draft in for approval; from then on it does not change. Throws `invalid` where a check finds an error. */
export const submitPolicy = verb({
  name: 'submitPolicy',
  permission: 'routing.submit',
  input: submitPolicyInput,
  team: (tx, { versionId }) => teamOfVersion(tx, versionId),
  run: async ({ tx, ctx, input, audit }) => {
    const { policy, version } = await lockVersion(tx, input.versionId, 'draft');
    const errors = checkPolicy(bodyOf(version), await loadCheckContext(tx, ctx.now, policy.teamId)).filter(
      ({ severity }) => severity === 'error',
    );
    const [first] = errors;
    if (first)
      throw invalid(
        first.detail,
        errors.map(({ code, ruleId, detail }) => ({
          path: ruleId === null ? 'policy' : `rules.${ruleId}`,
          code,
          message: detail,
        })),
      );
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
