import { and, eq, lte, sql } from 'drizzle-orm';
import { alertDeliveries, alertDeliveryAttempts } from '@/db/schema';
import { systemCtx } from '../../access/server/context';
import { TollgateError } from '../../errors';
import { type Outcome, waitAfter } from '../backoff';
import { oneLine } from '../http-outcome';
import { disableChannel } from './disable-channel';
import { recipientOf } from './new-delivery';
import { type SendOptions, sendDelivery } from './send-delivery';

export interface DeliverOptions extends SendOptions {
  /** Waits between attempts, milliseconds. */
  delays?: readonly number[];
  /** How long an attempt may be under way before another worker takes it to have crashed, milliseconds. */
  leaseMs?: number;
}

export type Delivered =
  | { kind: 'delivered' | 'failed' | 'cancelled' }
  /** Another worker has it, it is not due, or it is finished. */
  | { kind: 'skipped' }
  /** After so many attempts. */
  | { kind: 'again'; at: Date; attempts: number };

/** Longer than an attempt can take: its time-outs add up to far less. */
const LEASE_MS = 120_000;
/** The clock of the database, which wakes jobs, may run a little ahead. */
const EARLY_MS = 500;
/** Said of an attempt until its end is known, and for ever where the worker crashed in it. */
export const UNDER_WAY = 'No end was recorded: it may have arrived.';

type Delivery = typeof alertDeliveries.$inferSelect;
interface Claim {
  delivery: Delivery;
  attemptId: bigint;
  at: Date;
}

/**
 * Makes the next attempt of a delivery that is due. Whoever claims it first makes it; a claim that crashed runs out
 * and is made again, under the same message id. After a success was recorded nothing is sent again.
 */
export async function deliver(options: DeliverOptions, deliveryId: bigint): Promise<Delivered> {
  const claim = await claimDelivery(options, deliveryId);
  if (!claim) return { kind: 'skipped' };
  const begun = performance.now();
  const outcome = await sendDelivery(options, claim.delivery).catch(unforeseen);
  const durationMs = Math.round(performance.now() - begun);
  return outcome === null ? cancel(options, claim) : record(options, claim, outcome, durationMs);
}

/** A fault of ours counts as an attempt, so that it ends and stands in the log. */
function unforeseen(error: unknown): Outcome {
  const detail = oneLine(error instanceof Error ? error.message : String(error));
  return { ok: false, status: null, detail, again: true };
}

async function claimDelivery(
  { db, now, leaseMs = LEASE_MS }: DeliverOptions,
  deliveryId: bigint,
): Promise<Claim | null> {
  const at = now();
  return db.transaction(async (tx) => {
    const [delivery] = await tx
      .update(alertDeliveries)
      .set({
        attempts: sql`${alertDeliveries.attempts} + 1`,
        nextAttemptAt: new Date(at.getTime() + leaseMs),
      })
      .where(
        and(
          eq(alertDeliveries.id, deliveryId),
          eq(alertDeliveries.state, 'pending'),
          lte(alertDeliveries.nextAttemptAt, new Date(at.getTime() + EARLY_MS)),
        ),
      )
      .returning();
    if (!delivery) return null;
    const [attempt] = await tx
      .insert(alertDeliveryAttempts)
      .values({ deliveryId, at, ok: false, detail: UNDER_WAY, durationMs: 0 })
      .returning({ id: alertDeliveryAttempts.id });
    return attempt ? { delivery, attemptId: attempt.id, at } : null;
  });
}

async function record(
  options: DeliverOptions,
  { delivery, attemptId }: Claim,
  outcome: Outcome,
  durationMs: number,
): Promise<Delivered> {
  const { db, now } = options;
  const at = now();
  const wait = outcome.ok ? null : waitAfter(outcome, delivery.attempts, options.delays);
  const result: Delivered = outcome.ok
    ? { kind: 'delivered' }
    : wait === null
      ? { kind: 'failed' }
      : { kind: 'again', at: new Date(at.getTime() + wait), attempts: delivery.attempts };
  await db.transaction(async (tx) => {
    const { ok, status, detail } = outcome;
    await tx
      .update(alertDeliveryAttempts)
      .set({ ok, status, detail, durationMs })
      .where(eq(alertDeliveryAttempts.id, attemptId));
    // What arrived has arrived, whatever happened meanwhile; a failure counts only while it is the newest attempt.
    const stillMine = and(
      eq(alertDeliveries.state, 'pending'),
      eq(alertDeliveries.attempts, delivery.attempts),
    );
    await tx
      .update(alertDeliveries)
      .set(
        result.kind === 'again'
          ? { nextAttemptAt: result.at }
          : { state: result.kind, nextAttemptAt: null, finishedAt: at },
      )
      .where(and(eq(alertDeliveries.id, delivery.id), outcome.ok ? undefined : stillMine));
  });
  if (outcome.gone) await turnOff(options, delivery);
  return result;
}

async function cancel({ db, now }: DeliverOptions, { delivery, attemptId }: Claim): Promise<Delivered> {
  await db.transaction(async (tx) => {
    await tx.delete(alertDeliveryAttempts).where(eq(alertDeliveryAttempts.id, attemptId));
    await tx
      .update(alertDeliveries)
      .set({ state: 'cancelled', attempts: delivery.attempts - 1, nextAttemptAt: null, finishedAt: now() })
      .where(and(eq(alertDeliveries.id, delivery.id), eq(alertDeliveries.state, 'pending')));
  });
  return { kind: 'cancelled' };
}

/** 410 Gone: the receiver says that nothing must come here any more. */
async function turnOff({ db, now }: DeliverOptions, { recipient }: Delivery): Promise<void> {
  const { kind, id } = recipientOf(recipient);
  if (kind !== 'channel') return;
  try {
    const ctx = systemCtx(db, 'alert-delivery', now());
    await disableChannel(ctx, { channelId: id, reason: 'The receiver answered 410 Gone.' });
  } catch (error) {
    if (!(error instanceof TollgateError)) throw error; // it is off already
  }
}
