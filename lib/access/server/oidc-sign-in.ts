import { eq, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import { emailAddress } from '../password';
import { isRole } from '../permissions';
import { appendAudit } from './append-audit';
import type { Db } from './context';
import type { SessionClaim } from './session-actor';

/** The claims of an ID token that matter here. */
export interface OidcProfile {
  email?: unknown;
  email_verified?: unknown;
}

/**
 * Single sign-on reaches only people an administrator already added, and only by an address the provider
 * says it verified: an unverified one could be anybody's. Null otherwise.
 */
export async function oidcSignIn(db: Db, now: Date, profile: OidcProfile): Promise<SessionClaim | null> {
  const email = emailAddress.safeParse(profile.email);
  if (!email.success || profile.email_verified !== true) return null;
  return db.transaction(async (tx) => {
    const [user] = await tx
      .select()
      .from(users)
      .where(eq(sql`lower(${users.email})`, email.data));
    if (!user || user.disabledAt || !isRole(user.role)) return null;
    const actor = { kind: 'user', id: user.id, name: user.name, role: user.role, teamIds: [] } as const;
    await appendAudit(tx, actor, now, {
      action: 'session.start',
      subject: { kind: 'user', id: user.id },
      reason: 'single sign-on',
    });
    return { userId: user.id, epoch: user.sessionEpoch };
  });
}
