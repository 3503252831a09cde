import { eq } from 'drizzle-orm';
import type { Actor } from '../../lib/access/actor';
import type { Role } from '../../lib/access/permissions';
import type { Db } from '../client';
import { teams, users, userTeams } from '../schema';
import { DEMO_ACCOUNTS } from './accounts';

export type DemoPerson = Extract<Actor, { kind: 'user' }>;

/** The demo's people as actors, by role: what they did in the month is done in their name. */
export async function demoPeople(db: Db): Promise<(role: Role) => DemoPerson> {
  const people = new Map<Role, DemoPerson>();
  for (const { email, name, role } of DEMO_ACCOUNTS) {
    const [user] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (!user) throw new Error(`The demo lost its ${role}.`);
    const own = await db
      .select({ id: teams.id })
      .from(userTeams)
      .innerJoin(teams, eq(teams.id, userTeams.teamId))
      .where(eq(userTeams.userId, user.id));
    people.set(role, { kind: 'user', id: user.id, name, role, teamIds: own.map(({ id }) => id) });
  }
  return (role) => {
    const person = people.get(role);
    if (!person) throw new Error(`The demo has nobody with the role ${role}.`);
    return person;
  };
}
