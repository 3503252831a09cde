import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '@/db/schema';
import { reasonText, refusal } from '../fields';
import { findUser, keepOneAdmin } from './find-user';
import { revokePasswordLinks } from './password-links';
import { verb } from './verb';

/** Ends a person's access at once: no sign-in, no session, no link. What they did stays on record. */
export const disableUser = verb({
  name: 'disableUser',
  permission: 'people.edit',
  input: z.object({ userId: z.uuid(), reason: reasonText }),
  run: async ({ tx, ctx, input, audit }) => {
    if (ctx.actor.id === input.userId)
      throw refusal(
        'conflict',
        'userId',
        'own_account',
        'Ask another administrator to disable your account.',
      );
    await keepOneAdmin(tx, input.userId);
    const user = await findUser(tx, input.userId);
    if (user.disabledAt)
      throw refusal('conflict', 'userId', 'already_disabled', 'This account is already disabled.');
    await tx
      .update(users)
      .set({ disabledAt: ctx.now, sessionEpoch: sql`${users.sessionEpoch} + 1` })
      .where(eq(users.id, user.id));
    await revokePasswordLinks(tx, user.id);
    await audit({
      action: 'user.disable',
      subject: { kind: 'user', id: user.id },
      before: { disabled: false },
      after: { disabled: true },
      reason: input.reason,
    });
  },
});
