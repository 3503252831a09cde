import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '@/db/schema';
import { reasonText, roleName } from '../fields';
import { findUser, keepOneAdmin } from './find-user';
import { verb } from './verb';

/** Gives a person another role, from their next request on. The last administrator keeps theirs. */
export const changeRole = verb({
  name: 'changeRole',
  permission: 'people.edit',
  input: z.object({ userId: z.uuid(), role: roleName, reason: reasonText }),
  run: async ({ tx, input, audit }) => {
    if (input.role !== 'admin') await keepOneAdmin(tx, input.userId);
    const user = await findUser(tx, input.userId);
    await tx.update(users).set({ role: input.role }).where(eq(users.id, user.id));
    await audit({
      action: 'user.change_role',
      subject: { kind: 'user', id: user.id },
      before: { role: user.role },
      after: { role: input.role },
      reason: input.reason,
    });
  },
});
