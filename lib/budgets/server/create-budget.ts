import { verb } from '../../access/server/verb';
import { createBudgetInput } from '../budget-input';
import { evaluateBudget } from './evaluate-budgets';
import { assertScope, insertBudget } from './insert-budget';
import { changeMapping } from './mapping-lock';
import { loadPlaces, teamOfScope } from './places';
import { recountBudgets } from './recount-budgets';

/**
 * Sets a budget. What was used already in its present period counts from the start. A lead's must fit into the
 * envelope: `over_allocation`, or `no_envelope` where there is none.
 */
export const createBudget = verb({
  name: 'createBudget',
  permission: 'budgets.edit',
  input: createBudgetInput,
  team: async (tx, { scope }) => teamOfScope(scope, await loadPlaces(tx)),
  run: async ({ tx, ctx, input, audit }) => {
    await assertScope(tx, input.scope);
    await changeMapping(tx, ctx.now);
    const { id } = await insertBudget(tx, ctx, input, audit);
    await recountBudgets(tx, ctx.now, [id]);
    await evaluateBudget(tx, id, ctx.now, 'limit_changed');
    return { budgetId: id.toString() };
  },
});
