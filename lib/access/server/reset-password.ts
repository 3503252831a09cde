import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '@/db/schema';
import { reasonText, refusal } from '../fields';
import { findUser } from './find-user';
import { issuePasswordLink } from './password-links';
import { verb } from './verb';

/** Withdraws a person's password, ends their sessions, and returns a one-time link for a new one, once. */
export const resetPassword = verb({
  name: 'resetPassword',
  permission: 'people.edit',
  input: z.object({ userId: z.uuid(), reason: reasonText }),
  run: async ({ tx, ctx, input, audit }) => {
    if (ctx.actor.id === input.userId)
      throw refusal('conflict', 'userId', 'own_account', 'Change your own password on your profile.');
    const user = await findUser(tx, input.userId);
    if (user.disabledAt)
      throw refusal(
        'conflict',
        'userId',
        'already_disabled',
        'Enable the account before you reset its password.',
      );
    await tx
      .update(users)
      .set({ passwordHash: null, sessionEpoch: sql`${users.sessionEpoch} + 1` })
      .where(eq(users.id, user.id));
    const link = await issuePasswordLink(tx, ctx.now, user.id);
    await audit({
      action: 'user.reset_password',
      subject: { kind: 'user', id: user.id },
      reason: input.reason,
    });
    return { token: link.token, expiresAt: link.expiresAt.toISOString() };
  },
});
