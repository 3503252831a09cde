import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { TollgateError } from '../../errors';
import { checkPolicy } from '../checks';
import type { PolicyBody } from '../policy';
import { saveDraftInput } from '../policy-verbs-input';
import { policyFromYaml } from '../yaml';
import { loadCheckContext } from './check-context';
import { auditOf, bodyOf, lockVersion, teamOfVersion, updateVersion } from './policy-rows';

/**
 * Keeps a draft whole, or not at all. Throws `conflict` where another saved it since it was read, `invalid` with the
 * line of each problem where its text is not a policy. What the checks find does not keep it from being saved.
 */
export const saveDraft = verb({
  name: 'saveDraft',
  permission: 'routing.draft',
  input: saveDraftInput,
  team: (tx, { versionId }) => teamOfVersion(tx, versionId),
  run: async ({ tx, ctx, input, audit }) => {
    const body = input.yaml === undefined ? input.body : readYaml(input.yaml);
    const { policy, version } = await lockVersion(tx, input.versionId, 'draft');
    if (version.revision !== input.revision)
      throw refusal(
        'conflict',
        'revision',
        'draft_moved',
        `${version.savedByName} saved this draft in the meantime. Reload the page and make your change again.`,
      );
    const saved = await updateVersion(tx, version.id, {
      body: body ?? bodyOf(version),
      note: input.note === undefined ? version.note : input.note,
      revision: version.revision + 1,
      authorIds: [...new Set([...version.authorIds, ctx.actor.id])],
      savedByName: ctx.actor.name,
      savedAt: ctx.now,
    });
    await audit(auditOf('routing.save', policy, version, saved, { withBody: true }));
    const findings = checkPolicy(bodyOf(saved), await loadCheckContext(tx, ctx.now, policy.teamId));
    return { revision: saved.revision, findings };
  },
});

function readYaml(text: string): PolicyBody {
  const read = policyFromYaml(text);
  if (read.ok) return read.body;
  const [first] = read.problems;
  throw new TollgateError(
    'invalid',
    first ? `Line ${first.line}: ${first.message}` : 'This text is not a policy.',
    read.problems.map(({ line, column, path, message }) => ({
      path: `yaml:${line}:${column}`,
      code: 'not_a_policy',
      message: path === '' ? message : `${path}: ${message}`,
    })),
  );
}
