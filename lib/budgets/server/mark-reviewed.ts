import { eq } from 'drizzle-orm';
import { budgets } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { budgetIdInput } from '../budget-input';
import { findBudget, teamOfBudget, teamOfRow } from './budget-terms';
import { nextReview, today } from './insert-budget';

/** Someone looked at the limit and found it right: the next look is a quarter from today. */
export const markReviewed = verb({
  name: 'markReviewed',
  permission: 'budgets.edit',
  input: budgetIdInput,
  team: (tx, { budgetId }) => teamOfBudget(tx, budgetId),
  run: async ({ tx, ctx, input, audit }) => {
    const row = await findBudget(tx, input.budgetId);
    const reviewOn = nextReview(await today(tx, ctx.now));
    await tx.update(budgets).set({ reviewOn }).where(eq(budgets.id, row.id));
    await audit({
      action: 'budget.review',
      subject: { kind: 'budget', id: row.id.toString() },
      teamId: await teamOfRow(tx, row),
      before: { reviewOn: row.reviewOn },
      after: { reviewOn },
    });
    return { reviewOn };
  },
});
