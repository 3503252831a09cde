import { eq } from 'drizzle-orm';
import { budgetRequests } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { notFound } from '../../errors';
import { endRaiseInput } from '../budget-input';
import { findBudget, teamOfRow } from './budget-terms';
import { evaluateBudget } from './evaluate-budgets';
import { today } from './insert-budget';
import { bumpBudgets } from './mapping-lock';
import { alertRaise, decide, raiseForAudit, teamOfRequest } from './raise-rows';

/** Ends a raise before its last day: the limit goes back at once. What was spent stays spent. */
export const endRaise = verb({
  name: 'endRaise',
  permission: 'budgets.decide',
  input: endRaiseInput,
  team: (tx, { requestId }) => teamOfRequest(tx, requestId),
  run: async ({ tx, ctx, input, audit }) => {
    await bumpBudgets(tx);
    const [before] = await tx
      .select()
      .from(budgetRequests)
      .where(eq(budgetRequests.id, input.requestId))
      .for('update');
    if (!before) throw notFound('There is no such request.');
    const day = await today(tx, ctx.now);
    if (before.state !== 'approved' || (before.decidedUntil ?? '') < day)
      throw refusal('conflict', 'requestId', 'not_in_force', 'This raise is not in force. Reload the page.');
    const budget = await findBudget(tx, before.budgetId);
    const request = await decide(tx, before, { state: 'expired' });
    if (!request) throw refusal('conflict', 'requestId', 'not_in_force', 'It ended just now.');
    const { note } = input;
    await alertRaise(tx, ctx.now, 'raise_expired', {
      ...{ budget, request: { ...request, decidedUntil: day } },
      ...{ by: ctx.actor.name, reason: note },
    });
    await audit({
      action: 'budget.raise_end',
      subject: { kind: 'budget', id: budget.id.toString() },
      teamId: await teamOfRow(tx, budget),
      before: raiseForAudit(before),
      after: raiseForAudit(request),
      reason: note,
    });
    await evaluateBudget(tx, budget.id, ctx.now, 'limit_changed');
    return { requestId: request.id.toString() };
  },
});
