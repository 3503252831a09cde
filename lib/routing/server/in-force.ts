import { asc, eq } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { routingPublications } from '@/db/schema';

/** When a version of a policy was the one in force. */
export async function wasInForce(
  db: Queryable,
  policyId: bigint,
  versionId: bigint,
): Promise<(at: number) => boolean> {
  const rows = await db
    .select({ from: routingPublications.from, versionId: routingPublications.versionId })
    .from(routingPublications)
    .where(eq(routingPublications.policyId, policyId))
    .orderBy(asc(routingPublications.from), asc(routingPublications.id));
  const spans = rows.flatMap((row, index) =>
    row.versionId === versionId
      ? [{ from: row.from.getTime(), to: rows[index + 1]?.from.getTime() ?? Number.POSITIVE_INFINITY }]
      : [],
  );
  return (at) => spans.some(({ from, to }) => at >= from && at < to);
}
