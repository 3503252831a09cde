import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { attributions, outcomes } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { notFound } from '../../errors';
import { isCurrency } from '../../money/currency';
import { tagSetOf } from '../../usage/tag-set';
import { correctOutcomesInput } from '../outcome-input';
import { CONSOLE_SOURCE, placeOutcomes, storeOutcomes } from './store-outcomes';

type Row = typeof outcomes.$inferSelect;

/**
 * Says what a recorded row should have counted. The row stays; the difference, with what earlier corrections took or gave,
 * is a row of its own on the same day. A correction itself is corrected through the row it corrects.
 */
export const correctOutcomes = verb({
  name: 'correctOutcomes',
  permission: 'outcomes.edit',
  input: correctOutcomesInput,
  team: async (tx, { seq }) => (await findRow(tx, seq))?.teamId ?? null,
  run: async ({ tx, ctx, input, audit }) => {
    const found = await findRow(tx, input.seq);
    if (!found) throw notFound('There is no such outcome.');
    const { row, reported, teamId } = found;
    if (row.entry === 'correction')
      throw refusal('invalid', 'seq', 'is_correction', 'Correct the row that this one corrects.');
    const before = await countedNow(tx, row);
    const count = BigInt(input.count) - before.count;
    if (count === 0n) throw refusal('conflict', 'count', 'same_count', 'This is what it counts already.');
    const pending = {
      id: correctionId(row.seq, before.corrections + 1),
      source: CONSOLE_SOURCE,
      at: row.occurredAt.getTime(),
      tags: tagSetOf(Object.entries(reported).flat()),
      outcome: row.outcome,
      count,
      ownValue:
        row.valueAmount !== null && row.valueCurrency !== null && isCurrency(row.valueCurrency)
          ? { amount: row.valueAmount, currency: row.valueCurrency }
          : null,
    };
    const by = {
      entry: 'correction' as const,
      keyNumber: null,
      recordedBy: ctx.actor.name,
      reason: input.reason,
    };
    const stored = await storeOutcomes(tx, await placeOutcomes(tx, [pending], ctx.now), by, ctx.now);
    if (stored !== 1)
      throw refusal(
        'conflict',
        'count',
        'corrected_meanwhile',
        'Someone corrected this row meanwhile: look again.',
      );
    await audit({
      action: 'outcome.correct',
      subject: { kind: 'outcome', id: row.seq.toString() },
      teamId,
      before: { count: before.count.toString() },
      after: { count: input.count.toString() },
      reason: input.reason,
    });
    return { difference: count.toString() };
  },
});

async function findRow(
  db: Queryable,
  seq: bigint,
): Promise<{ row: Row; reported: Record<string, string>; teamId: bigint } | null> {
  const [found] = await db
    .select({ row: outcomes, reported: attributions.reported, teamId: attributions.teamId })
    .from(outcomes)
    .innerJoin(attributions, eq(attributions.id, outcomes.attributionId))
    .where(eq(outcomes.seq, seq));
  return found ?? null;
}

const correctionId = (seq: bigint, number: number): string => `correction:${seq}:${number}`;

/** The row with its corrections so far. Two at once claim the same id, and the second is refused. */
async function countedNow(db: Queryable, row: Row): Promise<{ count: bigint; corrections: number }> {
  const [sum] = await db.execute<{ count: string; corrections: number }>(sql`
    select coalesce(sum(o.count), 0)::text as count, count(*)::int as corrections
    from outcomes o join sources s on s.id = o.source_id
    where o.team_id = ${row.teamId.toString()}::bigint and s.key = ${CONSOLE_SOURCE} and o.entry = 'correction'
      and starts_with(o.outcome_id, ${`correction:${row.seq}:`})`);
  return { count: row.count + BigInt(sum?.count ?? '0'), corrections: sum?.corrections ?? 0 };
}
