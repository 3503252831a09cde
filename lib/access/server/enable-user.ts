import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '@/db/schema';
import { refusal } from '../fields';
import { findUser } from './find-user';
import { verb } from './verb';

/** Gives a disabled person their access back, with the role, teams and password they had. */
export const enableUser = verb({
  name: 'enableUser',
  permission: 'people.edit',
  input: z.object({ userId: z.uuid() }),
  run: async ({ tx, input, audit }) => {
    const user = await findUser(tx, input.userId);
    if (!user.disabledAt)
      throw refusal('conflict', 'userId', 'not_disabled', 'This account is not disabled.');
    await tx.update(users).set({ disabledAt: null }).where(eq(users.id, user.id));
    await audit({
      action: 'user.enable',
      subject: { kind: 'user', id: user.id },
      before: { disabled: true },
      after: { disabled: false },
    });
  },
});
