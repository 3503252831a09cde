import type { Db } from '@/db/client';
import { outcomeDefinitions, outcomes, outcomeValues } from '@/db/schema';
import { NOW } from '@/db/testing/fixtures';
import { moneyOf } from '../../../money/money';
import { createOutcomeRecorder } from '../../../outcomes/server/outcome-recorder';

interface Side<T> {
  own: T;
  other: T;
}

export interface OutcomeFixture {
  /** Of the workflow `<mark>-paid`, with a value of 12 US dollars and five outcomes. */
  definitionId: Side<string>;
  /** A recorded row of it. */
  seq: Side<string>;
}

/** A workflow of each team that delivers something. */
export async function seedOutcomes(
  db: Db,
  own: bigint,
  other: bigint,
  mark: string,
): Promise<OutcomeFixture> {
  const [mine, theirs] = [await seedWorkflow(db, own, 'own'), await seedWorkflow(db, other, mark)];
  return {
    definitionId: { own: mine.definitionId, other: theirs.definitionId },
    seq: { own: mine.seq, other: theirs.seq },
  };
}

async function seedWorkflow(db: Db, teamId: bigint, mark: string) {
  const [definition] = await db
    .insert(outcomeDefinitions)
    .values({
      ...{ workflow: `${mark}-paid`, outcome: 'done', unit: `${mark} piece of work`, description: 'A test' },
      ...{ vouchedBy: 'test', createdBy: 'test', createdAt: NOW },
    })
    .returning({ id: outcomeDefinitions.id });
  const definitionId = definition?.id ?? 0n;
  await db.insert(outcomeValues).values({
    ...{ definitionId, amount: moneyOf(12n * 10n ** 12n), currency: 'USD', reworkShare: '0.1' },
    ...{ validFrom: '2026-01-01', basis: 'A test', recordedBy: 'test', recordedAt: NOW },
  });
  await createOutcomeRecorder({ db, now: () => NOW }).record(
    { keyId: mark, teamId },
    {
      source: `${mark}-source`,
      outcomes: [
        { id: mark, time: '2026-11-21T03:00:00Z', workflow: `${mark}-paid`, outcome: 'done', count: 5 },
      ],
    },
  );
  const rows = await db.select({ id: outcomes.outcomeId, seq: outcomes.seq }).from(outcomes);
  const seq = rows.find(({ id }) => id === mark)?.seq ?? 0n;
  return { definitionId: definitionId.toString(), seq: seq.toString() };
}
