import { installationSecret } from '../../access/server/installation-secret';
import { question } from '../../access/server/verb';
import { pseudonymOf } from '../../usage/server/pseudonym';
import { tryRequestInput } from '../policy-verbs-input';
import { compilePolicy, explainRoute } from '../route-call';
import { assignedClass } from './assigned-class';
import { hasBar, loadBarEvidence } from './bar-evidence';
import { teamOfPolicy } from './policy-rows';
import { loadRouteCatalogue } from './route-catalogue';

/**
 * Where a call would go by a policy as it is being written, and why each rule before did not take it. `assigned`: what
 * it is taken for where it declares no class; null where it does.
 */
export const tryRequest = question({
  name: 'tryRequest',
  permission: 'routing.read',
  input: tryRequestInput,
  team: (db, { policyId }) => teamOfPolicy(db, policyId),
  run: async ({ db, ctx, input }) => {
    const evidence = hasBar(input.body)
      ? await loadBarEvidence(db, await teamOfPolicy(db, input.policyId))
      : [];
    const policy = compilePolicy(input.body, await loadRouteCatalogue(db), { evidence });
    const { time, ...call } = input.call;
    const assigned = call.taskClass === '' ? await assignedClass(db, call) : null;
    const explained = explainRoute(policy, {
      ...call,
      taskClass: assigned?.taskClass ?? call.taskClass,
      // As the gate draws a share of the users.
      user: call.user === null ? null : pseudonymOf(installationSecret(), call.user),
      time: time === undefined ? ctx.now : new Date(time),
    });
    return { ...explained, assigned };
  },
});
