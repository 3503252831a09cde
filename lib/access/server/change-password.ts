import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '@/db/schema';
import { forbidden } from '../../errors';
import { refusal } from '../fields';
import { newPassword, typedPassword } from '../password';
import { findUser } from './find-user';
import { checkPassword, hashPassword } from './password-hash';
import { verb } from './verb';

/** Changes one's own password, proving the old one, and ends every session: the console then signs in again. */
export const changePassword = verb({
  name: 'changePassword',
  permission: 'profile.edit',
  input: z.object({ current: typedPassword, next: newPassword }),
  run: async ({ tx, ctx, input, audit }) => {
    if (ctx.actor.kind !== 'user') throw forbidden('Only a person has a password.');
    const user = await findUser(tx, ctx.actor.id);
    if (!(await checkPassword(user.passwordHash, input.current)))
      throw refusal('invalid', 'current', 'wrong_password', 'This is not your current password.');
    await tx
      .update(users)
      .set({ passwordHash: await hashPassword(input.next), sessionEpoch: sql`${users.sessionEpoch} + 1` })
      .where(eq(users.id, user.id));
    await audit({ action: 'user.change_password', subject: { kind: 'user', id: user.id } });
    return { email: user.email };
  },
});
