import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '@/db/schema';
import { findUser } from './find-user';
import { verb } from './verb';

/** Signs a person out everywhere: every session cookie carries the epoch that this raises. */
export const endSessions = verb({
  name: 'endSessions',
  permission: 'people.edit',
  input: z.object({ userId: z.uuid() }),
  run: async ({ tx, input, audit }) => {
    const user = await findUser(tx, input.userId);
    await tx
      .update(users)
      .set({ sessionEpoch: sql`${users.sessionEpoch} + 1` })
      .where(eq(users.id, user.id));
    await audit({ action: 'user.end_sessions', subject: { kind: 'user', id: user.id } });
  },
});
