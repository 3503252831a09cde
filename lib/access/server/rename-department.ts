import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { departments } from '@/db/schema';
import { displayName, idText } from '../fields';
import { findDepartment } from './team-rows';
import { verb } from './verb';

/** Changes the name people read. */
export const renameDepartment = verb({
  name: 'renameDepartment',
  permission: 'teams.edit',
  input: z.object({ departmentId: idText, name: displayName }),
  run: async ({ tx, input, audit }) => {
    const department = await findDepartment(tx, input.departmentId);
    await tx.update(departments).set({ name: input.name }).where(eq(departments.id, department.id));
    await audit({
      action: 'department.rename',
      subject: { kind: 'department', id: department.id.toString() },
      before: { name: department.name },
      after: { name: input.name },
    });
  },
});
