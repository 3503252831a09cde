import { z } from 'zod';
import { departments } from '@/db/schema';
import { displayName, keyText, refusal } from '../fields';
import { verb } from './verb';

/** Adds a department; throws `conflict` when the key is taken. */
export const createDepartment = verb({
  name: 'createDepartment',
  permission: 'teams.edit',
  input: z.object({ key: keyText, name: displayName }),
  run: async ({ tx, ctx, input, audit }) => {
    const [department] = await tx
      .insert(departments)
      .values({ ...input, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning();
    if (!department)
      throw refusal('conflict', 'key', 'key_taken', 'Another department has this key already.');
    await audit({
      action: 'department.create',
      subject: { kind: 'department', id: department.id.toString() },
      after: input,
    });
    return { departmentId: department.id.toString() };
  },
});
