import { eq } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { routingPolicyVersions } from '@/db/schema';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Ids of the people who wrote in a version, handed it in or approved it; programs have none. */
export async function peopleOfVersion(db: Queryable, versionId: bigint): Promise<string[]> {
  const [row] = await db.select().from(routingPolicyVersions).where(eq(routingPolicyVersions.id, versionId));
  if (!row) return [];
  const ids = [...row.authorIds, row.submittedById, row.approvedById];
  return [...new Set(ids.filter((id): id is string => id !== null && UUID.test(id)))];
}
