import { question } from '../../access/server/verb';
import { checkPolicy } from '../checks';
import { checkDraftInput } from '../policy-verbs-input';
import { policyToYaml } from '../yaml';
import { loadCheckContext } from './check-context';
import { teamOfPolicy } from './policy-rows';

/** What there is to see about a policy as it is being written, and its text. */
export const checkDraft = question({
  name: 'checkDraft',
  permission: 'routing.read',
  input: checkDraftInput,
  team: (db, { policyId }) => teamOfPolicy(db, policyId),
  run: async ({ db, ctx, input }) => ({
    findings: checkPolicy(
      input.body,
      await loadCheckContext(db, ctx.now, await teamOfPolicy(db, input.policyId)),
    ),
    yaml: policyToYaml(input.body),
  }),
});
