import { and, asc, eq, isNull, notInArray } from 'drizzle-orm';
import type { Db, Tx } from '@/db/client';
import { alertDeliveries, alertInbox, alerts } from '@/db/schema';
import { getOrganisation } from '../../access/server/get-organisation';
import { parseMoney } from '../../money/money';
import { toInstants } from '../../time/period';
import type { AlertFacts } from '../alert';
import { exhaustionAt } from '../exhaustion';
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

/** A threshold's forecast, where the completed days of the period do not say: on its first day, or after a sudden rise. */
async function withForecast(tx: Tx, { facts: raised, createdAt }: Alert): Promise<AlertFacts> {
  const facts = raised as AlertFacts;
  if (facts.kind !== 'budget_threshold' || facts.exhaustedOn !== null) return facts;
  const figures = { spent: parseMoney(facts.spent), limit: parseMoney(facts.limit) };
  if (figures.spent >= figures.limit) return facts;
  const timeZone = (await getOrganisation(tx))?.timeZone ?? 'UTC';
  const period = toInstants({ from: facts.periodFrom, to: facts.periodTo }, timeZone);
  return { ...facts, exhaustedOn: exhaustionAt(figures, period, createdAt, timeZone) };
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
  const facts = await withForecast(tx, alert);
  await tx.update(alerts).set({ facts, plannedAt: now }).where(eq(alerts.id, alert.id));
}
