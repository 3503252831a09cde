import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Tx } from '@/db/client';
import { repricingRuns } from '@/db/schema';
import { authorise } from '../../access/actor';
import { refusal } from '../../access/fields';
import type { Ctx } from '../../access/server/context';
import type { Audit } from '../../access/server/verb';
import { closedMonthSet, keepMonths } from '../../board/server/month-lock';
import { changeMapping } from '../../budgets/server/mapping-lock';
import { recountBudgets } from '../../budgets/server/recount-budgets';
import { moneyOf, moneyToString } from '../../money/money';
import { zoneOf } from '../../usage/server/zone';
import type { expectedEffect } from '../price-change';
import type { RepricingOutcome } from '../repricing';
import { loadPriceBook } from './load-price-book';
import { addMoves, moveRollups, openMoves, recordRepricings } from './move-rollups';
import { createRepricingEffect, type RepricingEffect } from './repricing-effect';
import { changedCharges, type RepricingWhich } from './repricing-events';
import { repricingScope, type ScopeFilter } from './repricing-scope';

const REPRICING_LOCK = 7_318_006;

interface Repricing {
  filter: ScopeFilter;
  which: RepricingWhich;
  reason: string;
  /** What a preview showed: anything else is refused, and nothing is changed. */
  expected: z.output<typeof expectedEffect> | null;
}

/**
 * Charges past usage again at the prices of its own time, inside the transaction of a verb: new facts beside the
 * events, rollups and budgets moved with them. Closed months keep their charges. Audited with what it did.
 */
export async function repriceWithin(
  tx: Tx,
  ctx: Ctx,
  { filter, which, reason, expected }: Repricing,
  audit: Audit,
): Promise<RepricingOutcome> {
  authorise(ctx.actor, 'usage.reprice', undefined);
  await tx.execute(sql`select pg_advisory_xact_lock(${REPRICING_LOCK})`);
  await keepMonths(tx);
  const timeZone = await zoneOf(tx);
  const effect = createRepricingEffect(timeZone, await closedMonthSet(tx));
  const [book, scope] = [await loadPriceBook(tx), await repricingScope(tx, filter)];
  await openMoves(tx);
  for await (const batch of changedCharges(tx, book, scope, which)) await addMoves(tx, effect.add(batch));
  if (expected) assertExpected(effect, expected);
  const runId = effect.events() > 0 ? await moveCharges(tx, ctx, effect, reason, timeZone) : null;
  const did = await effect.toPreview(tx);
  const outcome: RepricingOutcome = {
    runId: runId?.toString() ?? null,
    events: did.events,
    effectiveCostChange: did.change,
    stillUnpriced: did.stillUnpriced,
    closed: { events: did.closed.events, change: did.closed.change },
  };
  await audit({
    action: 'usage.reprice',
    subject: subjectOf(filter),
    after: { which, ...outcome, months: did.months, teams: did.teams },
    reason,
  });
  return outcome;
}

function assertExpected(effect: RepricingEffect, expected: z.output<typeof expectedEffect>): void {
  const change = moneyToString(moneyOf(effect.change()));
  if (String(effect.events()) === expected.events && change === expected.change) return;
  throw refusal(
    'conflict',
    'expected',
    'preview_changed',
    'Usage or prices changed since the effect was shown. Look at it again.',
  );
}

async function moveCharges(
  tx: Tx,
  ctx: Ctx,
  effect: RepricingEffect,
  reason: string,
  timeZone: string,
): Promise<bigint> {
  const [run] = await tx
    .insert(repricingRuns)
    .values({
      ...{ reason, createdBy: ctx.actor.name, createdAt: ctx.now },
      ...{ events: BigInt(effect.events()), effectiveCostChange: moneyOf(effect.change()) },
    })
    .returning({ id: repricingRuns.id });
  if (!run) throw new Error('The re-pricing run could not be stored.');
  await recordRepricings(tx, run.id);
  await changeMapping(tx, ctx.now);
  await moveRollups(tx, timeZone);
  await recountBudgets(tx, ctx.now);
  return run.id;
}

function subjectOf(filter: ScopeFilter): { kind: string; id: string } {
  if ('modelId' in filter) return { kind: 'model', id: filter.modelId.toString() };
  if ('providerId' in filter) return { kind: 'provider', id: filter.providerId.toString() };
  if ('listId' in filter) return { kind: 'price_list', id: filter.listId.toString() };
  return { kind: 'ledger', id: 'usage' };
}
