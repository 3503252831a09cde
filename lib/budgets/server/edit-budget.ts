import { and, eq, lte } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { budgetRequests, budgets } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { editBudgetInput } from '../budget-input';
import { budgetOfRow } from './budget-config';
import { type BudgetRecord, findBudget, teamOfBudget, teamOfRow, termsForAudit } from './budget-terms';
import { evaluateBudget } from './evaluate-budgets';
import { assertOwner, planRateOn, today } from './insert-budget';
import { bumpBudgets } from './mapping-lock';
import { assertNotLoosened, assertWithinEnvelope, liveBudgets } from './within-envelope';

/**
 * Changes what a budget allows, at once and for the period that runs; what was spent stays as it is. A new limit is
 * fixed at today's exchange rate.
 */
export const editBudget = verb({
  name: 'editBudget',
  permission: 'budgets.edit',
  input: editBudgetInput,
  team: (tx, { budgetId }) => teamOfBudget(tx, budgetId),
  run: async ({ tx, ctx, input, audit }) => {
    await bumpBudgets(tx);
    const row = await findBudget(tx, input.budgetId);
    const { limit, ...terms } = input.changes;
    if (row.unit === 'tokens' && limit !== undefined && limit % 10n ** 12n !== 0n)
      throw refusal('invalid', 'changes.limit', 'not_whole', 'Write a whole number of tokens.');
    await assertOwner(tx, terms.ownerId ?? null);
    const isNewLimit = limit !== undefined && limit !== row.limitAmount;
    const next: BudgetRecord = {
      ...row,
      ...withoutGaps(terms),
      ...(isNewLimit
        ? { limitAmount: limit, planRate: await planRateOn(tx, row.currency, await today(tx, ctx.now)) }
        : {}),
    };
    const [before, changed] = [budgetOfRow(row), budgetOfRow(next)];
    if (changed.limit <= 0n)
      throw refusal('invalid', 'changes.limit', 'too_small', 'This amount is too small to be counted.');
    assertNotLoosened(ctx.actor, before, changed);
    const all = await liveBudgets(tx);
    const after = all.map((one) => (one.id === changed.id ? changed : one));
    await assertWithinEnvelope(tx, ctx.actor, { before: all, after, changed });
    await tx.update(budgets).set(next).where(eq(budgets.id, row.id));
    if (isNewLimit) await endOvertakenRaise(tx, next);
    await evaluateBudget(tx, row.id, ctx.now, 'limit_changed');
    await audit({
      action: 'budget.edit',
      subject: { kind: 'budget', id: row.id.toString() },
      teamId: await teamOfRow(tx, row),
      before: termsForAudit(row),
      after: termsForAudit(next),
      reason: input.reason ?? null,
    });
    return { budgetId: row.id.toString() };
  },
});

/** A raise that is in force must not hold a budget below its own new limit. */
async function endOvertakenRaise(tx: Tx, { id, limitAmount }: BudgetRecord): Promise<void> {
  await tx
    .update(budgetRequests)
    .set({ state: 'expired' })
    .where(
      and(
        eq(budgetRequests.budgetId, id),
        eq(budgetRequests.state, 'approved'),
        lte(budgetRequests.decidedLimit, limitAmount),
      ),
    );
}

/** What is left out stays; null is a value. */
function withoutGaps<T extends object>(changes: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [K in keyof T]: Exclude<T[K], undefined> };
}
