import type { BudgetNode, BudgetRow, BudgetScopeDto, KillSwitchDto } from './budget-dto';
import { scopeKey } from './scope-key';

type Node = Omit<BudgetNode, 'budgets' | 'children' | 'killSwitch'>;

/** Where each place hangs: departments below the organisation, teams below theirs. Names decide the order. */
export interface TreePlaces {
  organisation: string;
  departments: readonly { id: string; name: string }[];
  teams: readonly { id: string; name: string; departmentId: string | null }[];
}

/**
 * The organisation with the budgets that hold each place. With `teamsOnly` the roots are the teams given; what lies
 * outside them is left out, whatever the rows hold.
 */
export function buildTree(
  places: TreePlaces,
  rows: readonly BudgetRow[],
  switches: readonly KillSwitchDto[],
  { teamsOnly, teamOfKey }: { teamsOnly: boolean; teamOfKey: (keyId: string) => string | null },
): BudgetNode[] {
  const nodes = new Map<string, BudgetNode>();
  const roots: BudgetNode[] = [];
  const add = (node: Node, parent: string | null): void => {
    const known = nodes.get(node.key);
    if (known) return;
    const siblings = parent === null ? roots : nodes.get(parent)?.children;
    if (!siblings) return;
    const killSwitch = switches.find((one) => scopeKey(one.scope) === node.key) ?? null;
    const made: BudgetNode = { ...node, killSwitch, budgets: [], children: [] };
    nodes.set(node.key, made);
    siblings.push(made);
  };
  const parentOf = (scope: BudgetScopeDto): string | null => {
    switch (scope.kind) {
      case 'user':
        return scopeKey(scope.of);
      case 'workflow':
        return `team:${scope.teamId}`;
      case 'api_key': {
        const teamId = teamOfKey(scope.keyId);
        return teamId === null ? 'organisation' : `team:${teamId}`;
      }
      default:
        return null;
    }
  };

  if (!teamsOnly) {
    add(
      {
        key: 'organisation',
        kind: 'organisation',
        name: places.organisation,
        scope: { kind: 'organisation' },
      },
      null,
    );
    for (const { id, name } of places.departments) {
      const scope = { kind: 'department', departmentId: id } as const;
      add({ key: scopeKey(scope), kind: 'department', name, scope }, 'organisation');
    }
  }
  for (const { id, name, departmentId } of places.teams) {
    const scope = { kind: 'team', teamId: id } as const;
    const department = departmentId === null ? null : `department:${departmentId}`;
    const parent = department !== null && nodes.has(department) ? department : 'organisation';
    add({ key: scopeKey(scope), kind: 'team', name, scope }, teamsOnly ? null : parent);
  }
  const below = [...rows.map(({ scope, names }) => ({ scope, names })), ...switches];
  for (const { scope, names } of below) {
    if (scope.kind !== 'user' && scope.kind !== 'workflow' && scope.kind !== 'api_key') continue;
    const parent = parentOf(scope);
    if (parent === null) continue;
    const name = scope.kind === 'workflow' ? scope.workflow : (names.key ?? '');
    add({ key: scopeKey(scope), kind: scope.kind, name, scope }, parent);
  }
  for (const row of rows) nodes.get(scopeKey(row.scope))?.budgets.push(row);
  return roots;
}
