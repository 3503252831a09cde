import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { declineRaiseInput } from '../budget-input';
import { findBudget, teamOfRow } from './budget-terms';
import { bumpBudgets } from './mapping-lock';
import { alertRaise, decide, findPending, raiseForAudit, teamOfRequest } from './raise-rows';

/** Refuses a raise, and says why to whoever asked. */
export const declineRaise = verb({
  name: 'declineRaise',
  permission: 'budgets.decide',
  input: declineRaiseInput,
  team: (tx, { requestId }) => teamOfRequest(tx, requestId),
  run: async ({ tx, ctx, input, audit }) => {
    // Before the rows: whoever ends the budget meanwhile takes them the other way round.
    await bumpBudgets(tx);
    const pending = await findPending(tx, input.requestId);
    const budget = await findBudget(tx, pending.budgetId);
    const { name } = ctx.actor;
    const request = await decide(tx, pending, {
      state: 'declined',
      decidedByName: name,
      decidedAt: ctx.now,
      note: input.note,
    });
    if (!request) throw refusal('conflict', 'requestId', 'already_decided', 'Someone decided it just now.');
    await alertRaise(tx, ctx.now, 'raise_decided', { budget, request, by: name, reason: input.note });
    await audit({
      action: 'budget.raise_decline',
      subject: { kind: 'budget', id: budget.id.toString() },
      teamId: await teamOfRow(tx, budget),
      before: raiseForAudit(pending),
      after: raiseForAudit(request),
      reason: input.note,
    });
    return { requestId: request.id.toString() };
  },
});
