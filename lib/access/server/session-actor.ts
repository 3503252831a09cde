import { eq } from 'drizzle-orm';
import { users, userTeams } from '@/db/schema';
import type { Actor } from '../actor';
import { isRole } from '../permissions';
import type { Queryable } from './context';

/** What a session cookie claims. Nothing else in it is believed. */
export interface SessionClaim {
  userId: string;
  epoch: number;
}

/**
 * The actor behind a session, read from the database: role and teams as they are now. Null when the person
 * is gone or disabled, or when the session was ended (the epoch moved on).
 */
export async function sessionActor(
  db: Queryable,
  claim: SessionClaim,
): Promise<Extract<Actor, { kind: 'user' }> | null> {
  const rows = await db
    .select({
      id: users.id,
      name: users.name,
      role: users.role,
      epoch: users.sessionEpoch,
      disabledAt: users.disabledAt,
      teamId: userTeams.teamId,
    })
    .from(users)
    .leftJoin(userTeams, eq(userTeams.userId, users.id))
    .where(eq(users.id, claim.userId));
  const [user] = rows;
  if (!user || user.disabledAt || user.epoch !== claim.epoch || !isRole(user.role)) return null;
  const teamIds = rows.flatMap((row) => (row.teamId === null ? [] : [row.teamId]));
  return { kind: 'user', id: user.id, name: user.name, role: user.role, teamIds };
}
