import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { repricingRuns } from '@/db/schema';
import { idText, reasonText } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { changeMapping } from '../../budgets/server/mapping-lock';
import { recountBudgets } from '../../budgets/server/recount-budgets';
import { notFound } from '../../errors';
import { moneyOf, moneyToString } from '../../money/money';
import { zoneOf } from '../../usage/server/zone';
import { loadPriceBook } from './load-price-book';
import { addMoves, moveRollups, openMoves, recordRepricings } from './move-rollups';
import { changedCharges, modelScope } from './repricing-events';

const REPRICING_LOCK = 7_318_006;

/**
 * Charges past usage of a model again at the prices of its own time: new facts beside the events, rollups and
 * budgets moved with them, one transaction. Run again it finds nothing to change and writes only its audit entry.
 */
export const repriceUsage = verb({
  name: 'repriceUsage',
  permission: 'usage.reprice',
  input: z.object({ modelId: idText, which: z.enum(['unpriced', 'outdated']), reason: reasonText }),
  run: async ({ tx, ctx, input, audit }) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${REPRICING_LOCK})`);
    const scope = await modelScope(tx, input.modelId);
    if (!scope) throw notFound('There is no such model.');
    const book = await loadPriceBook(tx);
    await openMoves(tx);
    let events = 0;
    let change = 0n;
    let stillUnpriced = 0;
    for await (const batch of changedCharges(tx, book, scope, input.which)) {
      await addMoves(tx, batch.changed);
      events += batch.changed.length;
      stillUnpriced += batch.stillUnpriced;
      for (const event of batch.changed) change += event.effectiveCost - event.before;
    }
    const effectiveCostChange = moneyOf(change);
    let runId: bigint | null = null;
    if (events > 0) {
      const [run] = await tx
        .insert(repricingRuns)
        .values({
          ...{ reason: input.reason, createdBy: ctx.actor.name, createdAt: ctx.now },
          ...{ events: BigInt(events), effectiveCostChange },
        })
        .returning({ id: repricingRuns.id });
      if (!run) throw new Error('The re-pricing run could not be stored.');
      runId = run.id;
      await recordRepricings(tx, runId);
      await changeMapping(tx, ctx.now);
      await moveRollups(tx, await zoneOf(tx));
      await recountBudgets(tx, ctx.now);
    }
    const result = {
      runId: runId?.toString() ?? null,
      events: String(events),
      effectiveCostChange: moneyToString(effectiveCostChange),
      stillUnpriced: String(stillUnpriced),
    };
    await audit({
      action: 'usage.reprice',
      subject: { kind: 'model', id: input.modelId.toString() },
      after: { which: input.which, ...result },
      reason: input.reason,
    });
    return result;
  },
});
