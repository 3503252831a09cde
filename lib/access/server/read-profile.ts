import { eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { teams, users } from '@/db/schema';
import { forbidden, notFound } from '../../errors';
import { isRole, type Role } from '../permissions';
import { question } from './verb';

export interface Profile {
  id: string;
  email: string;
  name: string;
  locale: string;
  role: Role;
  teams: { id: string; name: string }[];
  /** False for people who only sign in by single sign-on. */
  hasPassword: boolean;
}

/** The signed-in person's own account. */
export const readProfile = question({
  name: 'readProfile',
  permission: 'profile.edit',
  input: z.object({}),
  run: async ({ db, ctx }): Promise<Profile> => {
    if (ctx.actor.kind !== 'user') throw forbidden('Only a person has a profile.');
    const [user] = await db.select().from(users).where(eq(users.id, ctx.actor.id));
    if (!user || !isRole(user.role)) throw notFound('This account is gone.');
    const own = ctx.actor.teamIds.length
      ? await db
          .select({ id: teams.id, name: teams.name })
          .from(teams)
          .where(inArray(teams.id, [...ctx.actor.teamIds]))
      : [];
    return {
      id: user.id,
      email: user.email,
      name: user.name,
      locale: user.locale,
      role: user.role,
      teams: own.map((team) => ({ id: team.id.toString(), name: team.name })),
      hasPassword: user.passwordHash !== null,
    };
  },
});
