import type { BudgetScope } from './budget';

/** Whom a call or an event is counted for, after tag rules. Null: unknown, or none. */
export interface BudgetSubject {
  teamId: bigint;
  departmentId: bigint | null;
  workflow: string | null;
  /** usage_users.id */
  userId: bigint | null;
  keyId: string | null;
}

/**
 * The counter of a budget that a call belongs to: the user's id for a budget of every user, 0n for the others,
 * or null where the budget does not apply to the call.
 */
export function counterSubject(scope: BudgetScope, call: BudgetSubject): bigint | null {
  switch (scope.kind) {
    case 'organisation':
      return 0n;
    case 'department':
      return call.departmentId === scope.departmentId ? 0n : null;
    case 'team':
      return call.teamId === scope.teamId ? 0n : null;
    case 'workflow':
      return call.teamId === scope.teamId && call.workflow === scope.workflow ? 0n : null;
    case 'api_key':
      return call.keyId === scope.keyId ? 0n : null;
    case 'user':
      return call.userId !== null && counterSubject(scope.of, call) !== null ? call.userId : null;
  }
}
