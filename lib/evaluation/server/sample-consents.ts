import { and, eq, isNull, sum } from 'drizzle-orm';
import type { Queryable, Tx } from '@/db/client';
import { goldenSets, sampleConsents } from '@/db/schema';
import { refusal } from '../../access/fields';

export type ConsentRecord = typeof sampleConsents.$inferSelect;

/** The consent of a team that is in force, or null. */
export async function consentOf(db: Queryable, teamId: bigint): Promise<ConsentRecord | null> {
  const [row] = await db
    .select()
    .from(sampleConsents)
    .where(and(eq(sampleConsents.teamId, teamId), isNull(sampleConsents.withdrawnAt)));
  return row ?? null;
}

/** Samples of a team that are kept now. */
export const ownSamples = (teamId: bigint) =>
  and(eq(goldenSets.teamId, teamId), eq(goldenSets.kind, 'sample'), isNull(goldenSets.archivedAt));

/**
 * The days that the team lets samples be kept. Holds its consent until the transaction ends. Throws `forbidden` without
 * consent, `invalid` where there would be more samples than it allows.
 */
export async function consentedDays(tx: Tx, teamId: bigint, more: number): Promise<number> {
  const [consent] = await tx
    .select()
    .from(sampleConsents)
    .where(and(eq(sampleConsents.teamId, teamId), isNull(sampleConsents.withdrawnAt)))
    .for('update');
  if (!consent)
    throw refusal(
      'forbidden',
      'teamId',
      'no_consent',
      'This team has not agreed that samples of its traffic are kept. Its lead can, under Samples.',
    );
  const [row] = await tx
    .select({ kept: sum(goldenSets.cases) })
    .from(goldenSets)
    .where(ownSamples(teamId));
  const kept = Number(row?.kept ?? 0);
  if (kept + more > consent.mostCases)
    throw refusal(
      'invalid',
      'text',
      'too_many_samples',
      `The team agreed to ${consent.mostCases} samples; ${kept} are kept already.`,
    );
  return consent.keepDays;
}
