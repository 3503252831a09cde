import { asc, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { departments, teams } from '@/db/schema';
import { question } from './verb';

export interface DepartmentRow {
  id: string;
  key: string;
  name: string;
  /** Teams at work in it. */
  teams: number;
  archived: boolean;
}

/** Departments of the organisation; nothing of a team but how many there are. */
export const listDepartments = question({
  name: 'listDepartments',
  permission: 'departments.read',
  input: z.object({}),
  run: async ({ db }): Promise<DepartmentRow[]> => {
    const rows = await db
      .select({ department: departments, teams: sql<number>`count(${teams.id})::int` })
      .from(departments)
      .leftJoin(teams, sql`${eq(teams.departmentId, departments.id)} and ${isNull(teams.archivedAt)}`)
      .groupBy(departments.id)
      .orderBy(asc(departments.name));
    return rows.map(({ department, teams: inside }) => ({
      id: department.id.toString(),
      key: department.key,
      name: department.name,
      teams: inside,
      archived: department.archivedAt !== null,
    }));
  },
});
