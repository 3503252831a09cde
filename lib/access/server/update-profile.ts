import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '@/db/schema';
import { forbidden } from '../../errors';
import { displayName, localeName } from '../fields';
import { findUser } from './find-user';
import { verb } from './verb';

/** Changes one's own name and language. */
export const updateProfile = verb({
  name: 'updateProfile',
  permission: 'profile.edit',
  input: z.object({ name: displayName, locale: localeName }),
  run: async ({ tx, ctx, input, audit }) => {
    if (ctx.actor.kind !== 'user') throw forbidden('Only a person has a profile.');
    const user = await findUser(tx, ctx.actor.id);
    await tx.update(users).set(input).where(eq(users.id, user.id));
    await audit({
      action: 'user.update_profile',
      subject: { kind: 'user', id: user.id },
      before: { name: user.name, locale: user.locale },
      after: input,
    });
  },
});
