import type { Actor } from '../../access/actor';
import { type Permission, reach } from '../../access/permissions';

/** Whether an actor holds a permission for a team (null: for the organisation), without throwing. */
export function may(actor: Actor, permission: Permission, teamId: bigint | null): boolean {
  if (actor.kind !== 'user') return actor.kind === 'system';
  const granted = reach(actor.role, permission);
  return granted === 'all' || (granted === 'own' && teamId !== null && actor.teamIds.includes(teamId));
}
