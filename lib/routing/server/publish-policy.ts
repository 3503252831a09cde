import { verb } from '../../access/server/verb';
import { publishPolicyInput } from '../policy-verbs-input';
import { auditOf, lockVersion, teamOfVersion } from './policy-rows';
import { putInForce } from './put-in-force';

/** Puts an approved version in force; the one before it is retired. */
export const publishPolicy = verb({
  name: 'publishPolicy',
  permission: 'routing.publish',
  input: publishPolicyInput,
  team: (tx, { versionId }) => teamOfVersion(tx, versionId),
  run: async ({ tx, ctx, input, audit }) => {
    const { policy, version } = await lockVersion(tx, input.versionId, 'approved');
    const note = input.note ?? null;
    const published = await putInForce(tx, ctx, policy, version, { kind: 'publish', note });
    await audit(auditOf('routing.publish', policy, version, published ?? version, { reason: note }));
    return { versionId: version.id.toString() };
  },
});
