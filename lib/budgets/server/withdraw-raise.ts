import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { withdrawRaiseInput } from '../budget-input';
import { teamOfBudget } from './budget-terms';
import { decide, findPending, raiseForAudit, teamOfRequest } from './raise-rows';

/** Takes back a request that nobody decided yet. */
export const withdrawRaise = verb({
  name: 'withdrawRaise',
  permission: 'budgets.request',
  input: withdrawRaiseInput,
  team: (tx, { requestId }) => teamOfRequest(tx, requestId),
  run: async ({ tx, ctx, input, audit }) => {
    const pending = await findPending(tx, input.requestId);
    const request = await decide(tx, pending, {
      state: 'withdrawn',
      decidedAt: ctx.now,
      decidedByName: ctx.actor.name,
    });
    if (!request) throw refusal('conflict', 'requestId', 'already_decided', 'Someone decided it just now.');
    await audit({
      action: 'budget.raise_withdraw',
      subject: { kind: 'budget', id: request.budgetId.toString() },
      teamId: await teamOfBudget(tx, request.budgetId),
      before: raiseForAudit(pending),
      after: raiseForAudit(request),
    });
    return { requestId: request.id.toString() };
  },
});
