import { and, inArray, isNull, lte } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { goldenCases, goldenSets } from '@/db/schema';
import { appendAudit } from '../../access/server/append-audit';
import { systemActor } from '../../access/server/context';
import { stopRunsOf } from './end-run';

/** Deletes the texts of samples whose time is over; their results and evidence stay. Safe to run twice. */
export async function expireSamples(db: Db, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const gone = await tx
      .update(goldenSets)
      .set({ archivedAt: now })
      .where(and(lte(goldenSets.expiresAt, now), isNull(goldenSets.archivedAt)))
      .returning();
    if (gone.length === 0) return;
    const ids = gone.map(({ id }) => id);
    await stopRunsOf(tx, ids);
    await tx.delete(goldenCases).where(inArray(goldenCases.setId, ids));
    for (const set of gone)
      await appendAudit(tx, systemActor('expire-samples'), now, {
        action: 'evaluation.expire_samples',
        subject: { kind: 'golden_set', id: set.id.toString() },
        teamId: set.teamId,
        before: { name: set.name, cases: set.cases },
      });
  });
}
