import { and, eq, gt, isNull } from 'drizzle-orm';
import { passwordLinks, users } from '@/db/schema';
import type { Queryable } from './context';
import { hashToken, newToken } from './one-time-token';

const LINK_DAYS = 3;

/** Makes a one-time link to choose a password, replacing any earlier one of this person. */
export async function issuePasswordLink(
  tx: Queryable,
  now: Date,
  userId: string,
): Promise<{ token: string; expiresAt: Date }> {
  const { token, hash } = newToken();
  const expiresAt = new Date(now.getTime() + LINK_DAYS * 86_400_000);
  await revokePasswordLinks(tx, userId);
  await tx.insert(passwordLinks).values({ hash, userId, createdAt: now, expiresAt });
  return { token, expiresAt };
}

export async function revokePasswordLinks(tx: Queryable, userId: string): Promise<void> {
  await tx.delete(passwordLinks).where(and(eq(passwordLinks.userId, userId), isNull(passwordLinks.usedAt)));
}

/** Whose link this is, if it still works; for the page that asks for the new password. */
export async function findPasswordLink(
  db: Queryable,
  now: Date,
  token: string,
): Promise<{ hash: string; userId: string; name: string; email: string } | null> {
  const [row] = await db
    .select({ hash: passwordLinks.hash, userId: users.id, name: users.name, email: users.email })
    .from(passwordLinks)
    .innerJoin(users, eq(users.id, passwordLinks.userId))
    .where(
      and(
        eq(passwordLinks.hash, hashToken(token)),
        isNull(passwordLinks.usedAt),
        gt(passwordLinks.expiresAt, now),
        isNull(users.disabledAt),
      ),
    );
  return row ?? null;
}
