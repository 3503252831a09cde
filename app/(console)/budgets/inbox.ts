import type { BudgetInbox } from '@/components/budgets/actions-context';
import { allBudgets } from '@/components/budgets/tree-lines';
import type { Ctx } from '@/lib/access/server/context';
import { budgetTree } from '@/lib/budgets/server/budget-tree';
import { getBudget } from '@/lib/budgets/server/get-budget';
import { listRaiseRequests } from '@/lib/budgets/server/list-raise-requests';

/** Raise requests the reader may see, those that wait first, and the executive reviews that are open. */
export async function readBudgetInbox(ctx: Ctx): Promise<BudgetInbox> {
  const [requests, tree] = await Promise.all([listRaiseRequests(ctx, { state: 'all' }), budgetTree(ctx, {})]);
  const waiting = allBudgets(tree.roots).filter((budget) => budget.openReview);
  const details = await Promise.all(waiting.map(({ id }) => getBudget(ctx, { budgetId: id })));
  const reviews = details.flatMap(({ budget, reviews: all }) =>
    all
      .filter((review) => review.closedAt === null)
      .map((review) => ({ review, budget: { id: budget.id, name: budget.name } })),
  );
  return { requests, reviews };
}
