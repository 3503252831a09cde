import type { Queryable } from '@/db/client';
import { apiKeys, departments, teams } from '@/db/schema';
import type { BudgetScope } from '../budget';
import type { ScopeNames } from '../budget-dto';
import type { Structure } from '../envelope';

interface Department {
  name: string;
  archived: boolean;
}
interface Team {
  name: string;
  departmentId: bigint | null;
  archived: boolean;
  adopted: boolean;
}
interface Key {
  name: string;
  number: bigint;
  teamId: bigint | null;
  revoked: boolean;
}

/** The organisation as budgets see it: departments, teams and keys, and where each belongs. */
export interface Places extends Structure {
  departments: ReadonlyMap<bigint, Department>;
  teams: ReadonlyMap<bigint, Team>;
  keys: ReadonlyMap<string, Key>;
}

export async function loadPlaces(db: Queryable): Promise<Places> {
  const departmentRows = await db.select().from(departments).orderBy(departments.name);
  const teamRows = await db.select().from(teams).orderBy(teams.name);
  const keyRows = await db.select().from(apiKeys).orderBy(apiKeys.name);
  const teamMap = new Map(
    teamRows.map(({ id, name, departmentId, archivedAt, adoptedAt }) => [
      id,
      { name, departmentId, archived: archivedAt !== null, adopted: adoptedAt !== null },
    ]),
  );
  const keyMap = new Map(
    keyRows.map(({ id, name, number, teamId, revokedAt }) => [
      id,
      { name, number, teamId, revoked: revokedAt !== null },
    ]),
  );
  return {
    departments: new Map(
      departmentRows.map(({ id, name, archivedAt }) => [id, { name, archived: archivedAt !== null }]),
    ),
    teams: teamMap,
    keys: keyMap,
    departmentOf: (teamId) => teamMap.get(teamId)?.departmentId ?? null,
    teamOfKey: (keyId) => keyMap.get(keyId)?.teamId ?? null,
  };
}

/** The team whose lead may divide a scope; null: the organisation's. */
export function teamOfScope(scope: BudgetScope, structure: Pick<Structure, 'teamOfKey'>): bigint | null {
  switch (scope.kind) {
    case 'team':
    case 'workflow':
      return scope.teamId;
    case 'user':
      return teamOfScope(scope.of, structure);
    case 'api_key':
      return structure.teamOfKey(scope.keyId);
    default:
      return null;
  }
}

export function namesOf(scope: BudgetScope, places: Places): ScopeNames {
  const nothing: ScopeNames = { department: null, team: null, workflow: null, key: null };
  switch (scope.kind) {
    case 'organisation':
      return nothing;
    case 'department':
      return { ...nothing, department: places.departments.get(scope.departmentId)?.name ?? null };
    case 'team':
      return { ...nothing, team: places.teams.get(scope.teamId)?.name ?? null };
    case 'workflow':
      return { ...nothing, team: places.teams.get(scope.teamId)?.name ?? null, workflow: scope.workflow };
    case 'user':
      return namesOf(scope.of, places);
    case 'api_key': {
      const key = places.keys.get(scope.keyId);
      const team = key?.teamId == null ? null : (places.teams.get(key.teamId)?.name ?? null);
      return { ...nothing, team, key: key?.name ?? null };
    }
  }
}
