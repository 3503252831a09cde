import { cache } from 'react';
import { reach } from '@/lib/access/permissions';
import type { Ctx } from '@/lib/access/server/context';
import { budgetTree } from '@/lib/budgets/server/budget-tree';
import { listKillSwitches } from '@/lib/budgets/server/list-kill-switches';

export interface BudgetAttention {
  /** Budgets over their limit, stopped or not. */
  over: number;
  /** Raise requests and executive reviews without a decision. */
  waiting: number;
  /** Emergency stops in force. */
  stops: number;
}

/** What the rail and the tabs of Budgets say asks for attention, from the same questions as the pages. */
export const budgetAttention = cache(async (ctx: Ctx): Promise<BudgetAttention> => {
  if (ctx.actor.kind !== 'user' || reach(ctx.actor.role, 'budgets.read') === 'none')
    return { over: 0, waiting: 0, stops: 0 };
  const [{ counts }, stops] = await Promise.all([budgetTree(ctx, {}), listKillSwitches(ctx, {})]);
  return {
    over: counts.byState.exceeded + counts.byState.blocked,
    waiting: counts.pendingRequests + counts.openReviews,
    stops: stops.filter(({ inForce }) => inForce).length,
  };
});
