import { forbidden } from '../errors';
import { type Permission, type Role, reach } from './permissions';

/** Machine scopes an API key may carry (API.md). */
export const KEY_SCOPES = ['usage:write', 'gate:check', 'outcomes:write', 'usage:read'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

export type Actor =
  | { kind: 'user'; id: string; name: string; role: Role; teamIds: readonly bigint[] }
  | { kind: 'key'; id: string; name: string; scopes: readonly KeyScope[]; teamId: bigint | null }
  | { kind: 'system'; id: string; name: string };

/** Which teams a question may read. */
export type TeamScope = 'all' | readonly bigint[];

const REFUSED = 'Your role does not allow this. Ask an administrator if you need it.';

/** How far an actor may go with a permission; throws `forbidden` where the table says none. */
export function teamScope(actor: Actor, permission: Permission): TeamScope {
  if (actor.kind === 'system') return 'all';
  if (actor.kind === 'key') throw forbidden('An API key cannot do this; sign in to the console.');
  const granted = reach(actor.role, permission);
  if (granted === 'none') throw forbidden(REFUSED);
  return granted === 'all' ? 'all' : actor.teamIds;
}

/** Throws `forbidden` unless the actor holds the permission for this team (null: for the organisation). */
export function authorise(actor: Actor, permission: Permission, teamId?: bigint | null): TeamScope {
  const scope = teamScope(actor, permission);
  if (scope === 'all' || teamId === undefined) return scope;
  if (teamId === null || !scope.includes(teamId)) {
    throw forbidden('This belongs to another team; you can only do this for your own.');
  }
  return scope;
}
