import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { apiKeys, departments, teams, users, userTeams } from '@/db/schema';
import { question } from './verb';

export interface TeamRow {
  id: string;
  key: string;
  name: string;
  departmentId: string | null;
  departmentName: string | null;
  people: number;
  activeKeys: number;
  /** pending: seen in traffic, waits to be adopted. */
  state: 'active' | 'pending' | 'archived';
}

/** Teams with how many people and working keys each has; a team lead sees their own. */
export const listTeams = question({
  name: 'listTeams',
  permission: 'teams.read',
  input: z.object({}),
  run: async ({ db, scope }): Promise<TeamRow[]> => {
    const rows = await db
      .select({
        team: teams,
        departmentName: departments.name,
        people: sql<number>`(select count(*)::int from ${userTeams} join ${users} on ${users.id} = ${userTeams.userId}
          where ${userTeams.teamId} = ${teams.id} and ${users.disabledAt} is null)`,
        activeKeys: db.$count(apiKeys, and(eq(apiKeys.teamId, teams.id), isNull(apiKeys.revokedAt))),
      })
      .from(teams)
      .leftJoin(departments, eq(departments.id, teams.departmentId))
      .where(scope === 'all' ? undefined : inArray(teams.id, [...scope]))
      .orderBy(asc(teams.name), asc(teams.id));
    return rows.map(({ team, ...row }) => ({
      id: team.id.toString(),
      key: team.key,
      name: team.name,
      departmentId: team.departmentId?.toString() ?? null,
      departmentName: row.departmentName,
      people: row.people,
      activeKeys: row.activeKeys,
      state: team.archivedAt ? 'archived' : team.adoptedAt ? 'active' : 'pending',
    }));
  },
});
