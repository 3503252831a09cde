import { and, eq } from 'drizzle-orm';
import { budgetRequests, budgets } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { archiveBudgetInput } from '../budget-input';
import { budgetOfRow } from './budget-config';
import { findBudget, teamOfBudget, teamOfRow, termsForAudit } from './budget-terms';
import { bumpBudgets } from './mapping-lock';
import { may } from './may';
import { assertWithinEnvelope, liveBudgets } from './within-envelope';

/**
 * Ends a budget: it holds nothing from now on, its history stays. A team's own budget is part of the envelope above
 * it, so only who sets envelopes can end that.
 */
export const archiveBudget = verb({
  name: 'archiveBudget',
  permission: 'budgets.edit',
  input: archiveBudgetInput,
  team: (tx, { budgetId }) => teamOfBudget(tx, budgetId),
  run: async ({ tx, ctx, input, audit }) => {
    await bumpBudgets(tx);
    const row = await findBudget(tx, input.budgetId);
    const changed = budgetOfRow(row);
    if (changed.scope.kind === 'team' && !may(ctx.actor, 'budgets.envelope', null))
      throw refusal(
        'forbidden',
        'budgetId',
        'needs_envelope',
        "A team's own budget is part of the envelope: ask the CFO to end it. You can lower it.",
      );
    const before = await liveBudgets(tx);
    const after = before.filter(({ id }) => id !== row.id);
    await assertWithinEnvelope(tx, ctx.actor, { before, after, changed });
    await tx.update(budgets).set({ archivedAt: ctx.now }).where(eq(budgets.id, row.id));
    await tx
      .update(budgetRequests)
      .set({ state: 'withdrawn', decidedAt: ctx.now, decidedByName: ctx.actor.name })
      .where(and(eq(budgetRequests.budgetId, row.id), eq(budgetRequests.state, 'pending')));
    await audit({
      action: 'budget.archive',
      subject: { kind: 'budget', id: row.id.toString() },
      teamId: await teamOfRow(tx, row),
      before: termsForAudit(row),
      reason: input.reason,
    });
    return { budgetId: row.id.toString() };
  },
});
