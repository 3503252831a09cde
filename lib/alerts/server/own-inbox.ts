import { and, eq, isNull, sql } from 'drizzle-orm';
import { alertInbox } from '@/db/schema';
import type { Actor } from '../../access/actor';
import type { Queryable } from '../../access/server/context';
import { forbidden } from '../../errors';

/** The id of the person who asks; programs have no inbox. */
export function personOf(actor: Actor): string {
  if (actor.kind !== 'user') throw forbidden('Only a person has an inbox.');
  return actor.id;
}

export async function unreadOf(db: Queryable, userId: string): Promise<number> {
  const [row] = await db
    .select({ unread: sql<number>`count(*)::int` })
    .from(alertInbox)
    .where(and(eq(alertInbox.userId, userId), isNull(alertInbox.readAt)));
  return row?.unread ?? 0;
}
