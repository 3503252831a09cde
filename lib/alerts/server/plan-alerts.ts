import { and, asc, eq, isNull, notInArray } from 'drizzle-orm';
import type { Db, Tx } from '@/db/client';
import { alertDeliveries, alertInbox, alerts } from '@/db/schema';
import { channelRecipient, newDelivery, userRecipient } from './new-delivery';
import { channelsFor, peopleFor, wantMail } from './recipients';

interface PlanOptions {
  /** Whether this installation sends e-mail. */
  mail: boolean;
  onError?: (error: unknown) => void;
}

/**
 * Decides who is told of each alert that waits, and writes it in their inbox and down for delivery: once, whichever
 * processes do it. One that cannot be planned holds up no other. Returns how many were planned.
 */
export async function planAlerts(db: Db, now: Date, { mail, onError }: PlanOptions): Promise<number> {
  const failed: bigint[] = [];
  let planned = 0;
  for (;;) {
    let taken: bigint | null = null;
    try {
      const found = await db.transaction(async (tx) => {
        const alert = await takeAlert(tx, failed);
        if (!alert) return false;
        taken = alert.id;
        await planAlert(tx, now, alert, mail);
        return true;
      });
      if (!found) return planned;
      planned += 1;
    } catch (error) {
      if (taken === null) throw error;
      failed.push(taken);
      onError?.(error);
    }
  }
}

type Alert = typeof alerts.$inferSelect;

async function takeAlert(tx: Tx, except: readonly bigint[]): Promise<Alert | undefined> {
  const [alert] = await tx
    .select()
    .from(alerts)
    .where(and(isNull(alerts.plannedAt), except.length > 0 ? notInArray(alerts.id, [...except]) : undefined))
    .orderBy(asc(alerts.id))
    .limit(1)
    .for('update', { skipLocked: true });
  return alert;
}

async function planAlert(tx: Tx, now: Date, alert: Alert, mail: boolean): Promise<void> {
  const people = await peopleFor(tx, alert);
  const channels = await channelsFor(tx, alert);
  const recipients = [
    ...(mail ? await wantMail(tx, people) : []).map(({ id }) => userRecipient(id)),
    ...channels.filter(({ kind }) => mail || kind !== 'email').map(({ id }) => channelRecipient(id)),
  ];
  if (people.length > 0)
    await tx
      .insert(alertInbox)
      .values(people.map(({ id }) => ({ alertId: alert.id, userId: id })))
      .onConflictDoNothing();
  if (recipients.length > 0)
    await tx
      .insert(alertDeliveries)
      .values(recipients.map((recipient) => newDelivery(now, { alertId: alert.id, recipient })))
      .onConflictDoNothing({
        target: [alertDeliveries.alertId, alertDeliveries.recipient, alertDeliveries.round],
      });
  await tx.update(alerts).set({ plannedAt: now }).where(eq(alerts.id, alert.id));
}
