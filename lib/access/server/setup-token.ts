import { and, eq, isNull } from 'drizzle-orm';
import { setupTokens } from '@/db/schema';
import type { Db, Queryable } from './context';
import { getOrganisation } from './get-organisation';
import { hashToken, newToken } from './one-time-token';

/**
 * The token that first-run set-up asks for, to print at start; an earlier unused one stops working. Null
 * once the installation is set up.
 */
export async function issueSetupToken(db: Db, now: Date): Promise<string | null> {
  return db.transaction(async (tx) => {
    if (await getOrganisation(tx)) return null;
    const { token, hash } = newToken();
    await tx.delete(setupTokens).where(isNull(setupTokens.usedAt));
    await tx.insert(setupTokens).values({ hash, createdAt: now });
    return token;
  });
}

/** Uses the token up; false when it is not the one printed, or was used before. */
export async function redeemSetupToken(tx: Queryable, now: Date, token: string): Promise<boolean> {
  const used = await tx
    .update(setupTokens)
    .set({ usedAt: now })
    .where(and(eq(setupTokens.hash, hashToken(token)), isNull(setupTokens.usedAt)))
    .returning({ hash: setupTokens.hash });
  return used.length === 1;
}
