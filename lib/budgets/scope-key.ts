/** A budget's scope, with ids as the ledger (bigint) or the wire (text) has them. */
type Scope<Id> =
  | { kind: 'organisation' }
  | { kind: 'department'; departmentId: Id }
  | { kind: 'team'; teamId: Id }
  | { kind: 'workflow'; teamId: Id; workflow: string }
  | { kind: 'api_key'; keyId: string }
  | { kind: 'user'; of: Scope<Id> };

/** The same text for the same scope. */
export function scopeKey(scope: Scope<bigint> | Scope<string>): string {
  switch (scope.kind) {
    case 'organisation':
      return 'organisation';
    case 'department':
      return `department:${scope.departmentId}`;
    case 'team':
      return `team:${scope.teamId}`;
    case 'workflow':
      return `workflow:${scope.teamId}:${scope.workflow}`;
    case 'api_key':
      return `api_key:${scope.keyId}`;
    case 'user':
      return `user:${scopeKey(scope.of)}`;
  }
}
