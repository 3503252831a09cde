import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '@/db/schema';
import { displayName, idText, localeName, refusal, roleName } from '../fields';
import { emailAddress, newPassword } from '../password';
import { auditedUser } from './find-user';
import { hashPassword } from './password-hash';
import { issuePasswordLink } from './password-links';
import { replaceUserTeams } from './user-teams';
import { verb } from './verb';

/**
 * Adds a person. Without a password they get a one-time link, returned here once, to choose their own.
 * Throws `conflict` for an email that is taken.
 */
export const inviteUser = verb({
  name: 'inviteUser',
  permission: 'people.edit',
  input: z.object({
    email: emailAddress,
    name: displayName,
    role: roleName,
    teamIds: z.array(idText).max(200).default([]),
    locale: localeName.default('en'),
    password: newPassword.optional(),
  }),
  run: async ({ tx, ctx, input, audit }) => {
    const [taken] = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(sql`lower(${users.email})`, input.email));
    if (taken) throw refusal('conflict', 'email', 'email_taken', 'Someone with this email is already here.');
    const [user] = await tx
      .insert(users)
      .values({
        id: randomUUID(),
        email: input.email,
        name: input.name,
        role: input.role,
        locale: input.locale,
        passwordHash: input.password ? await hashPassword(input.password) : null,
        createdAt: ctx.now,
      })
      .returning();
    if (!user) throw new Error('insert returned no user');
    await replaceUserTeams(tx, user.id, input.teamIds);
    const link = input.password ? null : await issuePasswordLink(tx, ctx.now, user.id);
    await audit({
      action: 'user.invite',
      subject: { kind: 'user', id: user.id },
      after: { ...auditedUser(user), teamIds: input.teamIds },
    });
    return { userId: user.id, token: link?.token ?? null, expiresAt: link?.expiresAt.toISOString() ?? null };
  },
});
