import { eq, max } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { boardPacks } from '@/db/schema';

/** The version that the next pack of a month has: 1 is the first. */
export async function nextVersion(db: Queryable, month: string): Promise<number> {
  const [row] = await db
    .select({ last: max(boardPacks.version) })
    .from(boardPacks)
    .where(eq(boardPacks.month, month));
  return (row?.last ?? 0) + 1;
}
