import { and, asc, desc, eq, inArray, like, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { alertChannels, alertDeliveries, alertDeliveryAttempts, alerts, users } from '@/db/schema';
import { idText } from '../../access/fields';
import { question } from '../../access/server/verb';
import type { AlertFacts } from '../alert';
import {
  type ChannelKind,
  DELIVERY_STATES,
  type DeliveryAttempt,
  type DeliveryPage,
  type DeliveryRow,
  type DeliveryState,
} from '../alert-dto';
import { channelRecipient, recipientOf } from './new-delivery';

/** The delivery log, newest first, by keyset: what went where, every attempt, and what came back. */
export const listDeliveries = question({
  name: 'listDeliveries',
  permission: 'channels.read',
  input: z.object({
    /** One channel, or all people. */
    to: z
      .union([z.uuid(), z.literal('people')])
      .nullable()
      .default(null),
    state: z.enum(DELIVERY_STATES).nullable().default(null),
    before: idText.nullable().default(null),
    limit: z.int().min(1).max(200).default(50),
  }),
  run: async ({ db, input: { to, state, before, limit } }): Promise<DeliveryPage> => {
    const found = await db
      .select({ delivery: alertDeliveries, facts: alerts.facts })
      .from(alertDeliveries)
      .leftJoin(alerts, eq(alerts.id, alertDeliveries.alertId))
      .where(
        and(
          to === 'people' ? like(alertDeliveries.recipient, 'user:%') : undefined,
          to === null || to === 'people' ? undefined : eq(alertDeliveries.recipient, channelRecipient(to)),
          state === null ? undefined : eq(alertDeliveries.state, state),
          before === null ? undefined : lt(alertDeliveries.id, before),
        ),
      )
      .orderBy(desc(alertDeliveries.id))
      .limit(limit + 1);
    const page = found.slice(0, limit);
    const [attempts, names] = await Promise.all([
      attemptsOf(
        db,
        page.map(({ delivery }) => delivery.id),
      ),
      recipientNames(
        db,
        page.map(({ delivery }) => delivery.recipient),
      ),
    ]);
    const rows = page.map(
      ({ delivery, facts }): DeliveryRow => ({
        id: delivery.id.toString(),
        alert:
          delivery.alertId === null ? null : { id: delivery.alertId.toString(), facts: facts as AlertFacts },
        recipient: names.get(delivery.recipient) ?? gone(delivery.recipient),
        round: delivery.round,
        isTest: delivery.isTest,
        messageId: delivery.messageId,
        state: delivery.state as DeliveryState,
        attempts: attempts.get(delivery.id) ?? [],
        nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null,
        createdAt: delivery.createdAt.toISOString(),
        finishedAt: delivery.finishedAt?.toISOString() ?? null,
      }),
    );
    return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
  },
});

async function attemptsOf(db: Queryable, ids: readonly bigint[]): Promise<Map<bigint, DeliveryAttempt[]>> {
  const byDelivery = new Map<bigint, DeliveryAttempt[]>();
  if (ids.length === 0) return byDelivery;
  const rows = await db
    .select()
    .from(alertDeliveryAttempts)
    .where(inArray(alertDeliveryAttempts.deliveryId, [...ids]))
    .orderBy(asc(alertDeliveryAttempts.id));
  for (const { deliveryId, at, ok, status, detail, durationMs } of rows) {
    const listed = byDelivery.get(deliveryId) ?? [];
    byDelivery.set(deliveryId, [...listed, { at: at.toISOString(), ok, status, detail, durationMs }]);
  }
  return byDelivery;
}

type Recipient = DeliveryRow['recipient'];

async function recipientNames(db: Queryable, recipients: readonly string[]): Promise<Map<string, Recipient>> {
  const ids = (kind: string) =>
    [...new Set(recipients)].map(recipientOf).flatMap((one) => (one.kind === kind ? [one.id] : []));
  const [channelIds, userIds] = [ids('channel'), ids('user')];
  const [channels, people] = await Promise.all([
    channelIds.length > 0 ? db.select().from(alertChannels).where(inArray(alertChannels.id, channelIds)) : [],
    userIds.length > 0
      ? db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, userIds))
      : [],
  ]);
  return new Map<string, Recipient>([
    ...channels.map(
      ({ id, name, kind }) => [`channel:${id}`, { kind: kind as ChannelKind, id, name }] as const,
    ),
    ...people.map(({ id, name }) => [`user:${id}`, { kind: 'person' as const, id, name }] as const),
  ]);
}

const gone = (recipient: string): Recipient => ({ kind: 'person', id: recipientOf(recipient).id, name: '–' });
