import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { departments, teams } from '@/db/schema';
import { idText, reasonText, refusal } from '../fields';
import { findDepartment } from './team-rows';
import { verb } from './verb';

/** Puts an empty department away; throws `conflict` while it still has teams at work. */
export const archiveDepartment = verb({
  name: 'archiveDepartment',
  permission: 'teams.edit',
  input: z.object({ departmentId: idText, reason: reasonText }),
  run: async ({ tx, ctx, input, audit }) => {
    const department = await findDepartment(tx, input.departmentId);
    if (department.archivedAt)
      throw refusal('conflict', 'departmentId', 'already_archived', 'This department is archived already.');
    const inside = await tx
      .select({ id: teams.id })
      .from(teams)
      .where(and(eq(teams.departmentId, department.id), isNull(teams.archivedAt)));
    if (inside.length > 0)
      throw refusal(
        'conflict',
        'departmentId',
        'department_in_use',
        'Move or archive the teams of this department first.',
      );
    await tx.update(departments).set({ archivedAt: ctx.now }).where(eq(departments.id, department.id));
    await audit({
      action: 'department.archive',
      subject: { kind: 'department', id: department.id.toString() },
      before: { archived: false },
      after: { archived: true },
      reason: input.reason,
    });
  },
});
