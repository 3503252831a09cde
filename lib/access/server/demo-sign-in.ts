import { and, asc, eq, isNull } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Role } from '../permissions';
import { appendAudit } from './append-audit';
import type { Db } from './context';
import { getOrganisation } from './get-organisation';
import type { SessionClaim } from './session-actor';

/**
 * One-click sign-in as the demo organisation's first person of a role. Null in a real installation, whatever
 * the page asked for: the organisation row decides.
 */
export async function demoSignIn(db: Db, now: Date, role: Role): Promise<SessionClaim | null> {
  return db.transaction(async (tx) => {
    const organisation = await getOrganisation(tx);
    if (!organisation?.isDemo) return null;
    const [user] = await tx
      .select()
      .from(users)
      .where(and(eq(users.role, role), isNull(users.disabledAt)))
      .orderBy(asc(users.createdAt), asc(users.email))
      .limit(1);
    if (!user) return null;
    const actor = { kind: 'user', id: user.id, name: user.name, role, teamIds: [] } as const;
    await appendAudit(tx, actor, now, {
      action: 'session.start',
      subject: { kind: 'user', id: user.id },
      reason: 'one-click demo sign-in',
    });
    return { userId: user.id, epoch: user.sessionEpoch };
  });
}
