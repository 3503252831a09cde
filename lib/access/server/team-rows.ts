import { eq } from 'drizzle-orm';
import { departments, teams } from '@/db/schema';
import { notFound } from '../../errors';
import { refusal } from '../fields';
import type { Queryable } from './context';

/** The team, locked until the transaction ends; throws `not_found`. */
export async function findTeam(tx: Queryable, teamId: bigint): Promise<typeof teams.$inferSelect> {
  const [team] = await tx.select().from(teams).where(eq(teams.id, teamId)).for('update');
  if (!team) throw notFound('There is no such team.');
  return team;
}

/** The department, locked until the transaction ends; throws `not_found`. */
export async function findDepartment(tx: Queryable, id: bigint): Promise<typeof departments.$inferSelect> {
  const [department] = await tx.select().from(departments).where(eq(departments.id, id)).for('update');
  if (!department) throw notFound('There is no such department.');
  return department;
}

/** A department a team may be put in: it exists and is not archived. Null is "no department". */
export async function assertOpenDepartment(tx: Queryable, id: bigint | null): Promise<void> {
  if (id === null) return;
  const department = await findDepartment(tx, id);
  if (department.archivedAt)
    throw refusal('invalid', 'departmentId', 'department_archived', 'This department is archived.');
}
