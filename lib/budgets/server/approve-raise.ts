import { and, eq, ne } from 'drizzle-orm';
import { budgetRequests } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { moneyOf } from '../../money/money';
import { approveRaiseInput } from '../budget-input';
import { findBudget, teamOfRow } from './budget-terms';
import { evaluateBudget } from './evaluate-budgets';
import { today } from './insert-budget';
import { bumpBudgets } from './mapping-lock';
import { alertRaise, decide, findPending, raiseForAudit, teamOfRequest } from './raise-rows';
import { assertRaise } from './raise-terms';

/**
 * Grants a raise as asked, or with another amount or last day. It is in force at once and ends by itself; one that
 * is in force already ends with it.
 */
export const approveRaise = verb({
  name: 'approveRaise',
  permission: 'budgets.decide',
  input: approveRaiseInput,
  team: (tx, { requestId }) => teamOfRequest(tx, requestId),
  run: async ({ tx, ctx, input, audit }) => {
    await bumpBudgets(tx);
    const pending = await findPending(tx, input.requestId);
    const budget = await findBudget(tx, pending.budgetId);
    const terms = {
      limit: moneyOf(input.limit ?? pending.requestedLimit),
      until: input.until ?? pending.requestedUntil,
    };
    assertRaise(budget, terms, await today(tx, ctx.now));
    const { name } = ctx.actor;
    await tx
      .update(budgetRequests)
      .set({ state: 'expired' })
      .where(
        and(
          eq(budgetRequests.budgetId, budget.id),
          eq(budgetRequests.state, 'approved'),
          ne(budgetRequests.id, pending.id),
        ),
      );
    const request = await decide(tx, pending, {
      state: 'approved',
      decidedLimit: terms.limit,
      decidedUntil: terms.until,
      decidedByName: name,
      decidedAt: ctx.now,
      note: input.note ?? null,
    });
    if (!request) throw refusal('conflict', 'requestId', 'already_decided', 'Someone decided it just now.');
    await alertRaise(tx, ctx.now, 'raise_decided', { budget, request, by: name, reason: input.note ?? null });
    await audit({
      action: 'budget.raise_approve',
      subject: { kind: 'budget', id: budget.id.toString() },
      teamId: await teamOfRow(tx, budget),
      before: raiseForAudit(pending),
      after: raiseForAudit(request),
      reason: input.note ?? null,
    });
    await evaluateBudget(tx, budget.id, ctx.now, 'limit_changed');
    return { requestId: request.id.toString() };
  },
});
