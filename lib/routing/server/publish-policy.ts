import { verb } from '../../access/server/verb';
import { publishPolicyInput } from '../policy-verbs-input';
import { assertNoErrors } from './assert-no-errors';
import { auditOf, lockVersion, teamOfVersion } from './policy-rows';
import { putInForce } from './put-in-force';

const REMEDY = 'Put that right or measure again, or draft a new version from this one.';

/** Puts an approved version in force; the one before it is retired. Throws `invalid` where a check finds an error by now. */
export const publishPolicy = verb({
  name: 'publishPolicy',
  permission: 'routing.publish',
  input: publishPolicyInput,
  team: (tx, { versionId }) => teamOfVersion(tx, versionId),
  run: async ({ tx, ctx, input, audit }) => {
    const { policy, version } = await lockVersion(tx, input.versionId, 'approved');
    await assertNoErrors(tx, ctx.now, { policy, version }, REMEDY);
    const note = input.note ?? null;
    const published = await putInForce(tx, ctx, policy, version, { kind: 'publish', note });
    await audit(auditOf('routing.publish', policy, version, published ?? version, { reason: note }));
    return { versionId: version.id.toString() };
  },
});
