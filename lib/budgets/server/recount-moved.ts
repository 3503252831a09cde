import type { Tx } from '@/db/client';
import type { BudgetScope } from '../budget';
import { loadBudgetConfig } from './budget-config';
import { changeMapping } from './mapping-lock';
import { recountBudgets } from './recount-budgets';

/**
 * Counts again what usage means to budgets, after it moved into or out of teams and their workflows, or teams into
 * or out of departments. Call it in the same transaction, before the audit entry; recording waits until the commit.
 */
export async function recountMoved(
  tx: Tx,
  now: Date,
  moved: { teamIds?: readonly bigint[]; departmentIds?: readonly (bigint | null)[] },
): Promise<void> {
  await changeMapping(tx, now);
  const config = await loadBudgetConfig(tx);
  const teams = new Set(moved.teamIds);
  const departments = new Set(moved.departmentIds);
  for (const team of teams) departments.add(config.departmentOfTeam.get(team) ?? null);
  const touched = [...config.budgets.values()].filter(({ scope }) => isTouched(scope, teams, departments));
  await recountBudgets(
    tx,
    now,
    touched.map(({ id }) => id),
  );
}

/** Totals of the organisation and of keys stay what they are, whoever usage counts for. */
function isTouched(
  scope: BudgetScope,
  teams: ReadonlySet<bigint>,
  departments: ReadonlySet<bigint | null>,
): boolean {
  switch (scope.kind) {
    case 'organisation':
    case 'api_key':
      return false;
    case 'department':
      return departments.has(scope.departmentId);
    case 'team':
    case 'workflow':
      return teams.has(scope.teamId);
    case 'user':
      return isTouched(scope.of, teams, departments);
  }
}
