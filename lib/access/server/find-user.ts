import { and, eq, isNull } from 'drizzle-orm';
import { users } from '@/db/schema';
import { notFound } from '../../errors';
import { refusal } from '../fields';
import type { Queryable } from './context';

export type UserRow = typeof users.$inferSelect;

/** The user row, locked until the transaction ends; throws `not_found`. */
export async function findUser(tx: Queryable, userId: string): Promise<UserRow> {
  const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update');
  if (!user) throw notFound('There is no such person.');
  return user;
}

/**
 * Throws `conflict` if this person is the only administrator who can still sign in. Called before the user
 * row is read: two administrators demoting each other queue here, in one order, instead of deadlocking.
 */
export async function keepOneAdmin(tx: Queryable, userId: string): Promise<void> {
  const admins = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'admin'), isNull(users.disabledAt)))
    .orderBy(users.id)
    .for('update');
  if (admins.length !== 1 || admins[0]?.id !== userId) return;
  throw refusal(
    'conflict',
    'userId',
    'last_admin',
    'This is the last administrator: make someone else one first.',
  );
}

/** What the audit log keeps of a person: never the password hash. */
export const auditedUser = (user: UserRow) => ({
  email: user.email,
  name: user.name,
  role: user.role,
  disabled: user.disabledAt !== null,
});
