import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { passwordLinks, users } from '@/db/schema';
import { refusal } from '../fields';
import { newPassword } from '../password';
import { hashPassword } from './password-hash';
import { findPasswordLink } from './password-links';
import { verb } from './verb';

/**
 * Sets the password of whoever holds a working one-time link; the link is what authorises it, so the console
 * calls this as the system. Returns the email to sign in with.
 */
export const acceptPasswordLink = verb({
  name: 'acceptPasswordLink',
  permission: 'people.edit',
  input: z.object({ token: z.string().min(1).max(200), password: newPassword }),
  run: async ({ tx, ctx, input, audit }) => {
    const link = await findPasswordLink(tx, ctx.now, input.token);
    if (!link)
      throw refusal(
        'not_found',
        'token',
        'link_used',
        'This link was used or has expired: ask for a new one.',
      );
    const used = await tx
      .update(passwordLinks)
      .set({ usedAt: ctx.now })
      .where(sql`${passwordLinks.hash} = ${link.hash} and ${passwordLinks.usedAt} is null`)
      .returning({ hash: passwordLinks.hash });
    if (used.length === 0)
      throw refusal(
        'not_found',
        'token',
        'link_used',
        'This link was used or has expired: ask for a new one.',
      );
    await tx
      .update(users)
      .set({ passwordHash: await hashPassword(input.password), sessionEpoch: sql`${users.sessionEpoch} + 1` })
      .where(eq(users.id, link.userId));
    await audit({ action: 'user.choose_password', subject: { kind: 'user', id: link.userId } });
    return { email: link.email };
  },
});
