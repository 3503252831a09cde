import { eq } from 'drizzle-orm';
import type { Queryable, Tx } from '@/db/client';
import { budgets } from '@/db/schema';
import { refusal } from '../../access/fields';
import type { BudgetFacts } from '../../alerts/alert';
import { notFound } from '../../errors';
import { moneyToString } from '../../money/money';
import type { BudgetPeriodKind, BudgetScope, BudgetUnit } from '../budget';
import { budgetOfRow } from './budget-config';
import { loadPlaces, teamOfScope } from './places';

export type BudgetRecord = typeof budgets.$inferSelect;

/** The scope columns of a budget's row. */
export function scopeColumns(scope: BudgetScope) {
  const of = scope.kind === 'user' ? scope.of : scope;
  return {
    scope: scope.kind,
    departmentId: of.kind === 'department' ? of.departmentId : null,
    teamId: of.kind === 'team' || of.kind === 'workflow' ? of.teamId : null,
    workflow: of.kind === 'workflow' ? of.workflow : null,
    keyId: of.kind === 'api_key' ? of.keyId : null,
  };
}

const NO_BUDGET = 'There is no such budget.';

/** A budget that is in force, locked until the transaction ends; throws `not_found`, or `conflict` once archived. */
export async function findBudget(tx: Tx, budgetId: bigint): Promise<BudgetRecord> {
  const [row] = await tx.select().from(budgets).where(eq(budgets.id, budgetId)).for('update');
  if (!row) throw notFound(NO_BUDGET);
  if (row.archivedAt) throw refusal('conflict', 'budgetId', 'budget_archived', 'This budget is archived.');
  return row;
}

/** The team a budget belongs to, for the reach of a role; null: the organisation. Throws `not_found`. */
export async function teamOfBudget(db: Queryable, budgetId: bigint): Promise<bigint | null> {
  const [row] = await db.select().from(budgets).where(eq(budgets.id, budgetId));
  if (!row) throw notFound(NO_BUDGET);
  return teamOfRow(db, row);
}

export async function teamOfRow(db: Queryable, row: BudgetRecord): Promise<bigint | null> {
  const { scope } = budgetOfRow(row);
  return scope.kind === 'api_key' ? teamOfScope(scope, await loadPlaces(db)) : (row.teamId ?? null);
}

/** What the audit log keeps of a budget: amounts as decimal strings in its own unit. */
export function termsForAudit(row: BudgetRecord) {
  const { id: _id, createdBy: _by, createdAt: _at, archivedAt: _archived, limitAmount, ...terms } = row;
  return { ...terms, limit: moneyToString(limitAmount) };
}

export const factsOf = (row: BudgetRecord): BudgetFacts => ({
  id: row.id.toString(),
  name: row.name,
  unit: row.unit as BudgetUnit,
  currency: row.currency,
  period: row.period as BudgetPeriodKind,
});
