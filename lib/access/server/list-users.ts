import { asc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { teams, users, userTeams } from '@/db/schema';
import type { Role } from '../permissions';
import { isRole } from '../permissions';
import { question } from './verb';

export interface PersonRow {
  id: string;
  email: string;
  name: string;
  role: Role;
  teams: { id: string; name: string }[];
  /** active, disabled, or invited: has no password yet. */
  state: 'active' | 'disabled' | 'invited';
  createdAt: string;
  lastSignInAt: string | null;
}

/** Everyone with an account, by name. */
export const listUsers = question({
  name: 'listUsers',
  permission: 'people.read',
  input: z.object({}),
  run: async ({ db }): Promise<PersonRow[]> => {
    const memberships = await db
      .select({ userId: userTeams.userId, id: teams.id, name: teams.name })
      .from(userTeams)
      .innerJoin(teams, eq(teams.id, userTeams.teamId))
      .orderBy(asc(teams.name));
    const rows = await db
      .select({
        user: users,
        lastSignInAt: sql<string | null>`(select max(at) from audit_log
          where subject_kind = 'user' and subject_id = ${users.id}::text and action = 'session.start')`,
      })
      .from(users)
      .orderBy(asc(users.name), asc(users.email));
    return rows.flatMap(({ user, lastSignInAt }) => {
      if (!isRole(user.role)) return [];
      return [
        {
          id: user.id,
          email: user.email,
          name: user.name,
          role: user.role,
          teams: memberships
            .filter((row) => row.userId === user.id)
            .map((row) => ({ id: row.id.toString(), name: row.name })),
          state: user.disabledAt ? 'disabled' : user.passwordHash || lastSignInAt ? 'active' : 'invited',
          createdAt: user.createdAt.toISOString(),
          lastSignInAt: lastSignInAt && new Date(lastSignInAt).toISOString(),
        },
      ];
    });
  },
});
