import { and, eq } from 'drizzle-orm';
import { budgetRequests } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { moneyOf } from '../../money/money';
import { raiseRequestInput } from '../budget-input';
import { findBudget, teamOfBudget, teamOfRow } from './budget-terms';
import { today } from './insert-budget';
import { alertRaise, raiseForAudit } from './raise-rows';
import { assertRaise } from './raise-terms';

/** Asks for a higher limit through a day. One request at a time waits for a decision. */
export const requestRaise = verb({
  name: 'requestRaise',
  permission: 'budgets.request',
  input: raiseRequestInput,
  team: (tx, { budgetId }) => teamOfBudget(tx, budgetId),
  run: async ({ tx, ctx, input, audit }) => {
    const budget = await findBudget(tx, input.budgetId);
    assertRaise(budget, input, await today(tx, ctx.now));
    const [waiting] = await tx
      .select({ id: budgetRequests.id })
      .from(budgetRequests)
      .where(and(eq(budgetRequests.budgetId, budget.id), eq(budgetRequests.state, 'pending')));
    if (waiting)
      throw refusal(
        'conflict',
        'budgetId',
        'request_pending',
        'A request for this budget waits for a decision already. Withdraw it to ask for something else.',
      );
    const { name } = ctx.actor;
    const [request] = await tx
      .insert(budgetRequests)
      .values({
        budgetId: budget.id,
        requestedLimit: moneyOf(input.limit),
        requestedUntil: input.until,
        reason: input.reason,
        requestedBy: ctx.actor.kind === 'user' ? ctx.actor.id : null,
        requestedByName: name,
        requestedAt: ctx.now,
        state: 'pending',
      })
      .returning();
    if (!request) throw new Error('The request could not be stored.');
    await alertRaise(tx, ctx.now, 'raise_requested', { budget, request, by: name, reason: input.reason });
    await audit({
      action: 'budget.raise_request',
      subject: { kind: 'budget', id: budget.id.toString() },
      teamId: await teamOfRow(tx, budget),
      after: raiseForAudit(request),
      reason: input.reason,
    });
    return { requestId: request.id.toString() };
  },
});
