import { eq } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { apiKeys, budgetRequests, budgets } from '@/db/schema';
import type { BudgetScopeKind } from '../budget';

/** Whom an alert about a budget concerns. */
export interface BudgetPeople {
  scope: BudgetScopeKind;
  /** The team whose leads answer for it; null: the organisation or a department. */
  teamId: bigint | null;
  ownerId: string | null;
}

/** Null: the budget is gone. */
export async function budgetPeople(db: Queryable, budgetId: bigint): Promise<BudgetPeople | null> {
  const [row] = await db
    .select({
      scope: budgets.scope,
      teamId: budgets.teamId,
      ownerId: budgets.ownerId,
      keyTeamId: apiKeys.teamId,
    })
    .from(budgets)
    .leftJoin(apiKeys, eq(apiKeys.id, budgets.keyId))
    .where(eq(budgets.id, budgetId));
  if (!row) return null;
  return {
    scope: row.scope as BudgetScopeKind,
    teamId: row.teamId ?? row.keyTeamId,
    ownerId: row.ownerId,
  };
}

/** Who asked for a raise; null: a program. */
export async function requesterOf(db: Queryable, requestId: bigint): Promise<string | null> {
  const [row] = await db
    .select({ userId: budgetRequests.requestedBy })
    .from(budgetRequests)
    .where(eq(budgetRequests.id, requestId));
  return row?.userId ?? null;
}
